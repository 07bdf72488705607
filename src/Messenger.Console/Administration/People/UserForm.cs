using System.Text.Json;
using System.Text.Json.Nodes;
using Messenger.Console.Shared.Api;
using Messenger.Console.Shared.Forms;
using Messenger.Domain.Http;
using Messenger.Domain.People;

namespace Messenger.Console.Administration.People;

public enum SaveOutcome
{
    Saved,

    /// <summary>The fields say what is wrong.</summary>
    Refused,

    /// <summary>Nobody would be left who can administer.</summary>
    LastAdministrator,
    Yourself,

    /// <summary>Somebody else saved him meanwhile: this person's changes stand on top of that.</summary>
    ChangedElsewhere,
    Gone,
    Unreachable,
}

/// <summary>A user in the editor: what was read, what was made of it, and what the domain says of it.</summary>
public sealed class UserForm
{
    private readonly UsersApi api;
    private readonly HashSet<string> known;
    private Person read = new("", "", [], false, null);
    private string? tag;

    /// <param name="campaigns">All there are, by name.</param>
    public UserForm(UsersApi api, IReadOnlyList<CampaignItem> campaigns)
    {
        this.api = api;
        Campaigns = campaigns;
        known = campaigns.Select(c => c.Id).ToHashSet(StringComparer.Ordinal);
        State = new FormState(Check);
    }

    public FormState State { get; }

    public IReadOnlyList<CampaignItem> Campaigns { get; }

    public UserEdit Edit { get; set; } = new("", []);

    public string UserName { get; set; } = "";

    public bool IsNew => tag is null;

    /// <summary>As he is saved.</summary>
    public bool IsDisabled => read.Disabled;

    public bool OneTimePassword { get; private set; }

    /// <summary>What somebody else saved while this was open, by the API's names.</summary>
    public IReadOnlyList<string> Elsewhere { get; private set; } = [];

    public bool Has(string role) => Edit.Roles!.Contains(role, StringComparer.Ordinal);

    public async Task<Reply<UserView>> Load(string userName)
    {
        var reply = await api.Find(userName);
        if (reply.Value is { } view)
        {
            Take(view, reply.Tag);
        }

        return reply;
    }

    public void Discard()
    {
        (Edit, Elsewhere) = (Of(read), []);
        State.Start();
    }

    /// <returns>With the one-time password, when he is new.</returns>
    public async Task<(SaveOutcome Outcome, string? Password)> Save()
    {
        State.Busy();
        if (IsNew)
        {
            var made = await api.Create(New());
            if (made.Value is { } issued)
            {
                Take(issued.User, made.Tag);
                return (SaveOutcome.Saved, issued.Password);
            }

            return (Refused(made.IsUnreachable, made.Status, made.Problem), null);
        }

        return (await Save(Edit), null);
    }

    /// <summary>At once, whatever else is being edited.</summary>
    public Task<SaveOutcome> SetDisabled(bool disabled) => Save(Of(read) with { Disabled = disabled });

    public async Task<Reply<IssuedPassword>> IssuePassword()
    {
        var reply = await api.IssuePassword(UserName);
        if (reply.Value is { } issued)
        {
            (tag, OneTimePassword) = (reply.Tag, issued.User.OneTimePassword);
        }

        return reply;
    }

    private async Task<SaveOutcome> Save(UserEdit edit)
    {
        var reply = await api.Save(UserName, edit, tag!);
        if (reply.Value is { } view)
        {
            Take(view, reply.Tag);
            return SaveOutcome.Saved;
        }

        var refused = Refused(reply.IsUnreachable, reply.Status, reply.Problem);
        return reply.IsStale ? await Merge() : refused;
    }

    private SaveOutcome Refused(bool unreachable, System.Net.HttpStatusCode? status, Problem? problem)
    {
        State.Refuse(problem?.Faults);
        return problem?.Type switch
        {
            _ when unreachable => SaveOutcome.Unreachable,
            "/problems/last-administrator" => SaveOutcome.LastAdministrator,
            "/problems/not-yourself" => SaveOutcome.Yourself,
            _ => status == System.Net.HttpStatusCode.NotFound ? SaveOutcome.Gone : SaveOutcome.Refused,
        };
    }

    private async Task<SaveOutcome> Merge()
    {
        var (before, mine) = (Json(Of(read)), Json(Edit));
        if (await api.Find(UserName) is not { Value: { } theirs } reply)
        {
            return SaveOutcome.Unreachable;
        }

        Take(theirs, reply.Tag);
        var merged = EditMerge.Of(before, mine, Json(Of(read)));
        Edit = merged.Result.Deserialize(PeopleJson.Default.UserEdit)!;
        Elsewhere = [.. merged.Changed.Select(c => c.Field)];
        State.StartChanged();
        return SaveOutcome.ChangedElsewhere;
    }

    private void Take(UserView view, string? version)
    {
        read = new Person(view.UserName, view.DisplayName, view.Roles, view.Disabled, view.Campaigns);
        (UserName, tag, OneTimePassword, Elsewhere) = (view.UserName, version, view.OneTimePassword, []);
        Edit = Of(read);
        State.Start();
    }

    private Faults Check()
    {
        var faults = new Faults();
        if (IsNew)
        {
            UserEditing.Create(New(), known, faults);
        }
        else
        {
            UserEditing.Apply(read, Edit, known, faults);
        }

        return faults;
    }

    private NewUser New() => new(UserName, Edit.DisplayName, Edit.Roles) { Campaigns = Edit.Campaigns };

    /// <summary>What is gone stays behind: the server would not take a campaign that is no more.</summary>
    private UserEdit Of(Person person) => new(person.DisplayName, person.Roles, person.Disabled) { Campaigns = person.Campaigns is null ? null : [.. person.Campaigns.Where(known.Contains)] };

    private static JsonObject Json(UserEdit edit) => JsonSerializer.SerializeToNode(edit, PeopleJson.Default.UserEdit)!.AsObject();
}
