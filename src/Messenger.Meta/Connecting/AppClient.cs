using System.Text.Json;

namespace Messenger.Meta;

/// <summary>What Meta has written down about the app itself.</summary>
/// <remarks>No call throws for what Meta or the network does. All throw <see cref="OperationCanceledException"/> when cancelled.</remarks>
public sealed class AppClient
{
    private readonly GraphTransport transport;
    private readonly MetaOptions options;

    internal AppClient(GraphTransport transport, MetaOptions options) => (this.transport, this.options) = (transport, options);

    /// <summary>Where the app's events of Pages go. Refused when app id or secret are wrong.</summary>
    public async Task<GraphResult<AppWebhook>> Webhook(CancellationToken ct)
    {
        var request = GraphRequest.To(HttpMethod.Get, options, $"{GraphRequest.Part(options.AppId)}/subscriptions", $"{options.AppId}|{options.AppSecret}");
        return (await transport.Call(request, null, mayRepeat: true, ct)).Then(Read);
    }

    private static AppWebhook? Read(JsonElement answer)
    {
        if (GraphList.Items(answer) is not { } items)
        {
            return null;
        }

        var page = items.FirstOrDefault(item => JsonText.TextOf(item, "object"u8) == "page");
        return page.ValueKind != JsonValueKind.Object ? new AppWebhook(null, false, [])
            : new AppWebhook(JsonText.TextOf(page, "callback_url"u8), JsonText.IsTrue(JsonText.Find(page, "active"u8)), FieldsOf(page));
    }

    private static IReadOnlyList<string> FieldsOf(JsonElement page) => JsonText.Find(page, "fields"u8) is { ValueKind: JsonValueKind.Array } fields
        ? [.. fields.EnumerateArray().Select(field => field.ValueKind == JsonValueKind.Object ? JsonText.TextOf(field, "name"u8) : JsonText.Text(field)).OfType<string>()]
        : [];
}

/// <param name="Callback">Null = none is configured for Pages.</param>
/// <param name="IsActive">Meta delivers to it.</param>
public sealed record AppWebhook(string? Callback, bool IsActive, IReadOnlyList<string> Fields)
{
    /// <summary>Of the fields that are read, those that Meta does not deliver.</summary>
    public IReadOnlyList<string> Missing => [.. SubscriptionClient.Fields.Except(Fields, StringComparer.Ordinal)];
}
