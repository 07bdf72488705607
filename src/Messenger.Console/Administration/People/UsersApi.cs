using Messenger.Console.Shared.Api;
using Messenger.Domain.Http;

namespace Messenger.Console.Administration.People;

/// <summary>The API calls of the screens of users.</summary>
public sealed class UsersApi(HttpClient http) : ApiCalls(http)
{
    /// <param name="role">Empty = any.</param>
    public Task<Reply<UserList>> List(string search, string role, string? cursor) => Get(
        $"api/users?search={Uri.EscapeDataString(search)}&role={role}&cursor={Uri.EscapeDataString(cursor ?? "")}", PeopleJson.Default.UserList);

    public Task<Reply<UserView>> Find(string userName) => Get(Path(userName), PeopleJson.Default.UserView);

    public Task<Reply<IssuedPassword>> Create(NewUser user) =>
        Send(HttpMethod.Post, "api/users", user, PeopleJson.Default.NewUser, PeopleJson.Default.IssuedPassword);

    /// <param name="edit">Whole: what it leaves out of the campaigns means all of them.</param>
    /// <param name="tag">The version that the change is based on.</param>
    public Task<Reply<UserView>> Save(string userName, UserEdit edit, string tag) =>
        Send(HttpMethod.Put, Path(userName), edit, PeopleJson.Default.UserEdit, PeopleJson.Default.UserView, tag);

    public Task<Reply<IssuedPassword>> IssuePassword(string userName) =>
        Send(HttpMethod.Post, Path(userName) + "/password", new UserEdit(), PeopleJson.Default.UserEdit, PeopleJson.Default.IssuedPassword);

    public Task<Reply<CampaignList>> Campaigns() => Get("api/campaigns", PeopleJson.Default.CampaignList);

    public Task<Reply<ConfigurationView>> Configuration() => Get("api/configuration", PeopleJson.Default.ConfigurationView);

    public Task<Reply<ConfigurationView>> SaveContact(string contact, string tag) => Send(
        HttpMethod.Put, "api/configuration", new ConfigurationEdit { PasswordContact = contact }, PeopleJson.Default.ConfigurationEdit, PeopleJson.Default.ConfigurationView, tag);

    private static string Path(string userName) => "api/users/" + Uri.EscapeDataString(userName);
}
