using System.Text.Json;

namespace Messenger.Meta;

/// <summary>Tokens, and what they are good for.</summary>
/// <remarks>No call throws for what Meta or the network does. All throw <see cref="OperationCanceledException"/> when cancelled.</remarks>
public sealed class LoginClient
{
    /// <summary>Parts of a list followed at most; a person has some hundreds of Pages, not ten thousand.</summary>
    private const int MostParts = 100;

    private readonly GraphTransport transport;
    private readonly MetaOptions options;

    internal LoginClient(GraphTransport transport, MetaOptions options) => (this.transport, this.options) = (transport, options);

    private string AppToken => $"{options.AppId}|{options.AppSecret}";

    /// <summary>Turns the dialog's code into the person's token, which lasts 1 to 2 hours. A code works once, so this is not repeated.</summary>
    /// <param name="redirectUri">Letter by letter the one of the dialog.</param>
    public Task<GraphResult<UserToken>> Exchange(AccessToken code, Uri redirectUri, CancellationToken ct) => Token(
        mayRepeat: false, ct,
        new("client_id", options.AppId), new("redirect_uri", redirectUri.AbsoluteUri), new("client_secret", options.AppSecret), new("code", code.Value));

    /// <summary>Turns the person's token into one of about 60 days. From that one come Page tokens without an end. An expired one cannot be turned.</summary>
    public Task<GraphResult<UserToken>> Extend(AccessToken user, CancellationToken ct) => Token(
        mayRepeat: true, ct,
        new("grant_type", "fb_exchange_token"), new("client_id", options.AppId), new("client_secret", options.AppSecret), new("fb_exchange_token", user.Value));

    /// <summary>Every Page that the person ticked, in all parts of the list.</summary>
    public Task<GraphResult<IReadOnlyList<GrantedPage>>> Pages(AccessToken user, CancellationToken ct) =>
        All("me/accounts", user, PageOf, ct, ("fields", "id,name,access_token,tasks,category"), ("limit", "100"));

    /// <summary>What the person granted and what not.</summary>
    public Task<GraphResult<IReadOnlyList<PermissionGrant>>> Permissions(AccessToken user, CancellationToken ct) =>
        All("me/permissions", user, PermissionGrant.Read, ct);

    /// <summary>Asks Meta about a token of this app: whether it works, until when, for what.</summary>
    public async Task<GraphResult<TokenState>> Inspect(AccessToken token, CancellationToken ct)
    {
        var result = await transport.Call(
            GraphRequest.To(HttpMethod.Get, options, "debug_token", AppToken, null, ("input_token", token.Value)), null, mayRepeat: true, ct);
        return result.Then(json => JsonText.Find(json, "data"u8) is { ValueKind: JsonValueKind.Object } data ? TokenState.Read(data) : null);
    }

    /// <summary>As a form, which Meta takes as well as a query: so no address holds the secret.</summary>
    private async Task<GraphResult<UserToken>> Token(bool mayRepeat, CancellationToken ct, params KeyValuePair<string, string>[] fields)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"{GraphRequest.Root(options)}/oauth/access_token")) { Content = new FormUrlEncodedContent(fields) };
        return (await transport.Call(request, null, mayRepeat, ct)).Then(TokenOf);
    }

    private async Task<GraphResult<IReadOnlyList<T>>> All<T>(
        string path, AccessToken token, Func<JsonElement, T?> read, CancellationToken ct, params (string Name, string? Value)[] query)
        where T : class
    {
        var all = new List<T>();
        string? cursor = null;
        for (var part = 0; part < MostParts; part++)
        {
            var result = await transport.Call(
                GraphRequest.To(HttpMethod.Get, options, path, token.Value, null, [.. query, ("after", cursor)]), null, mayRepeat: true, ct);
            if (result is not GraphResult<JsonElement>.Done { Value: var json })
            {
                return result.Failed<IReadOnlyList<T>>();
            }

            if (GraphList.Items(json) is not { } items)
            {
                return GraphResults.Odd<IReadOnlyList<T>>();
            }

            all.AddRange(items.Select(read).OfType<T>());
            var next = GraphList.Next(json);
            if (next is null)
            {
                return new GraphResult<IReadOnlyList<T>>.Done(all);
            }

            cursor = next;
        }

        // A list that was cut would look like Pages that were not ticked.
        return GraphResults.Odd<IReadOnlyList<T>>();
    }

    private static UserToken? TokenOf(JsonElement answer) => JsonText.TextOf(answer, "access_token"u8) is { Length: > 0 } token
        // Older answers name it "expires"; 0 means that it does not run out.
        ? new(new(token), JsonText.Whole(JsonText.Find(answer, "expires_in"u8) ?? JsonText.Find(answer, "expires"u8)) is > 0 and < int.MaxValue and var seconds
            ? TimeSpan.FromSeconds((double)seconds)
            : null)
        : null;

    private static GrantedPage? PageOf(JsonElement page) => JsonText.TextOrNumber(JsonText.Find(page, "id"u8)) is { } id && MetaId.IsId(id)
        ? new(
            id,
            JsonText.TextOf(page, "name"u8)?.Trim() is { Length: > 0 } name ? name : id,
            JsonText.TextOf(page, "access_token"u8) is { Length: > 0 } token ? new AccessToken(token) : null,
            JsonText.TextOf(page, "category"u8),
            JsonWords.Of(page, "tasks"u8))
        : null;
}
