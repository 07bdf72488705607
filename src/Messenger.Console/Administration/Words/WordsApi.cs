using Messenger.Console.Shared.Api;
using Messenger.Domain.Http;

namespace Messenger.Console.Administration.Words;

/// <summary>The API calls of breaks, dispositions, canned responses, holidays and the blocklist.</summary>
public sealed class WordsApi(HttpClient http) : ApiCalls(http)
{
    private const string Path = "api/configuration";

    public Task<Reply<ConfigurationView>> Configuration() => Get(Path, WordsJson.Default.ConfigurationView);

    /// <param name="tag">The version that the change is based on.</param>
    public Task<Reply<ConfigurationView>> Save(ConfigurationEdit edit, string tag) =>
        Send(HttpMethod.Put, Path, edit, WordsJson.Default.ConfigurationEdit, WordsJson.Default.ConfigurationView, tag);

    public Task<Reply<Blocklist>> Blocked(string search, string? cursor) => Get(
        $"api/blocklist?search={Uri.EscapeDataString(search)}&cursor={Uri.EscapeDataString(cursor ?? "")}", WordsJson.Default.Blocklist);

    public Task<Reply<Nothing>> Block(string pageId, string psid, string reason) =>
        Tell(HttpMethod.Put, Of(pageId, psid), new BlockRequest(reason), WordsJson.Default.BlockRequest);

    public Task<Reply<Nothing>> Unblock(string pageId, string psid) => Delete(Of(pageId, psid));

    /// <summary>Who wrote lately, by a part of his name or number.</summary>
    public Task<Reply<RecordingList>> Customers(string search) =>
        Get($"api/recordings?user={Uri.EscapeDataString(search)}&limit=100", WordsJson.Default.RecordingList);

    private static string Of(string pageId, string psid) => $"api/blocklist/{Uri.EscapeDataString(pageId)}/{Uri.EscapeDataString(psid)}";
}
