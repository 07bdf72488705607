using Messenger.Domain.Conversations;

namespace Messenger.Meta;

/// <summary>What one webhook body turned out to be.</summary>
public abstract record WebhookReading
{
    private WebhookReading()
    {
    }

    /// <summary>Not a JSON object in valid UTF-8, or nested deeper than 64 levels: nothing of Meta's, nothing to keep.</summary>
    public sealed record NotJson : WebhookReading;

    /// <summary>JSON, but its <c>object</c> is not <c>page</c>: another product's webhook, or none.</summary>
    public sealed record NotAPage : WebhookReading;

    /// <summary>A Page webhook. Everything in it is either in <paramref name="Items"/> or in <paramref name="Aside"/>, in the order of the body.</summary>
    public sealed record Page(IReadOnlyList<WebhookItem> Items, IReadOnlyList<AsideItem> Aside) : WebhookReading;
}

/// <summary>One event for one conversation.</summary>
/// <param name="PageId">The Page of the entry, digits, at most 32.</param>
/// <param name="Psid">The customer as this Page knows them (never the Page itself), digits, at most 32.</param>
/// <param name="Kind">Meta's name of it, as in <c>message</c>, <c>reaction</c>; <c>echo</c> and <c>unsend</c> where that is not a name of its own.</param>
/// <param name="Raw">The item's own JSON as received: a slice of the body, valid as long as the body's array is not reused.</param>
public sealed record WebhookItem(string PageId, string Psid, string Kind, Inbound Event, ReadOnlyMemory<byte> Raw);

/// <summary>Something in a Page webhook that is no event of a conversation, to be kept aside for a person to look at.</summary>
/// <param name="Reason">Kind and fault, as in <c>message: no mid</c>; at most some 100 characters, no content of the message.</param>
/// <param name="PageId">Null when the entry does not say whose it is.</param>
/// <param name="Raw">Its JSON as received: a slice of the body.</param>
/// <param name="Event">What it is, when it was understood but is nobody's conversation; null when it was not understood.</param>
public sealed record AsideItem(string Reason, string? PageId, ReadOnlyMemory<byte> Raw, PageEvent? Event = null);
