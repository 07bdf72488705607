using System.Text.Json;

namespace Messenger.Meta;

/// <summary>Whether Meta delivers a Page's events to this product.</summary>
/// <remarks>To be done again at every reconnect, after Meta switched the webhooks off, and when the fields grow; to be looked at as a health check.
/// No call throws for what Meta or the network does. All throw <see cref="OperationCanceledException"/> when cancelled.</remarks>
public sealed class SubscriptionClient
{
    /// <summary>Every event that the webhook reader reads.</summary>
    public static readonly IReadOnlyList<string> Fields =
    [
        "messages", "messaging_postbacks", "messaging_optins", "messaging_referrals", "message_deliveries", "message_reads", "message_echoes",
        "message_reactions", "message_edits", "messaging_handovers", "standby", "messaging_account_linking", "messaging_policy_enforcement",
    ];

    private readonly GraphTransport transport;
    private readonly MetaOptions options;

    internal SubscriptionClient(GraphTransport transport, MetaOptions options) => (this.transport, this.options) = (transport, options);

    /// <summary>Subscribes the Page to <see cref="Fields"/>. The list replaces the one there was, so it is always the whole one.</summary>
    public async Task<GraphResult<Confirmed>> Subscribe(string pageToken, string pageId, CancellationToken ct)
    {
        var fields = new FormUrlEncodedContent([new("subscribed_fields", string.Join(',', Fields))]);
        return (await Call(HttpMethod.Post, pageToken, pageId, fields, ct)).Then(Confirmed.Read);
    }

    /// <summary>Stops all events of the Page, for every channel of this app on it.</summary>
    public async Task<GraphResult<Confirmed>> Unsubscribe(string pageToken, string pageId, CancellationToken ct) =>
        (await Call(HttpMethod.Delete, pageToken, pageId, null, ct)).Then(Confirmed.Read);

    /// <summary>All apps that are subscribed to the Page.</summary>
    public async Task<GraphResult<IReadOnlyList<SubscribedApp>>> Subscriptions(string pageToken, string pageId, CancellationToken ct) =>
        (await Call(HttpMethod.Get, pageToken, pageId, null, ct)).Then(Read);

    /// <summary>The fields that do not reach us: all of them when we are not among the apps.</summary>
    public IReadOnlyList<string> Missing(IEnumerable<SubscribedApp> apps) =>
        [.. Fields.Except(apps.FirstOrDefault(app => app.AppId == options.AppId)?.Fields ?? [], StringComparer.Ordinal)];

    /// <summary>Each of these ends alike however often it is done, so all may be repeated.</summary>
    private Task<GraphResult<JsonElement>> Call(HttpMethod method, string pageToken, string pageId, HttpContent? content, CancellationToken ct) =>
        transport.Call(GraphRequest.To(method, options, $"{GraphRequest.Part(pageId)}/subscribed_apps", pageToken, content), null, mayRepeat: true, ct);

    private static IReadOnlyList<SubscribedApp>? Read(JsonElement answer) => GraphList.Items(answer) is { } items
        ?
        [
            .. from item in items
               let id = JsonText.TextOrNumber(JsonText.Find(item, "id"u8))
               where id is not null
               select new SubscribedApp(id, JsonText.TextOf(item, "name"u8) ?? id, JsonWords.Of(item, "subscribed_fields"u8)),
        ]
        : null;
}

/// <summary>An app that receives a Page's events.</summary>
public sealed record SubscribedApp(string AppId, string Name, IReadOnlyList<string> Fields);
