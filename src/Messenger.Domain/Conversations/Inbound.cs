using Orleans;

namespace Messenger.Domain.Conversations;

/// <summary>One thing that reached a conversation from outside, in the product's words (Meta's words end in Messenger.Meta).</summary>
/// <param name="At">Meta's own time of the event, UTC, milliseconds.</param>
[GenerateSerializer, Immutable]
public abstract record Inbound([property: Id(0)] DateTimeOffset At)
{
    /// <summary>The customer wrote, sent attachments, tapped a quick reply or a button (R37b): this opens an interaction.</summary>
    /// <param name="Mid">Meta's message id; unique per Page, may be thousands of characters long.</param>
    /// <param name="Text">Null when only attachments came.</param>
    /// <param name="Payload">What the tapped button or quick reply carries; null otherwise.</param>
    [GenerateSerializer, Immutable]
    public sealed record CustomerMessage(
        [property: Id(0)] string Mid,
        [property: Id(1)] string? Text,
        [property: Id(2)] IReadOnlyList<Attachment> Attachments,
        [property: Id(3)] string? ReplyToMid,
        [property: Id(4)] string? Payload,
        DateTimeOffset At) : Inbound(At);

    /// <summary>The Page sent a message; from us when <paramref name="AppId"/> is ours, else from its inbox or another app.</summary>
    /// <param name="Metadata">What our Send API call carried: the outbox item's id. Null for messages of others.</param>
    [GenerateSerializer, Immutable]
    public sealed record Echo(
        [property: Id(0)] string Mid,
        [property: Id(1)] string? Text,
        [property: Id(2)] IReadOnlyList<Attachment> Attachments,
        [property: Id(3)] bool FromUs,
        [property: Id(4)] string? AppId,
        [property: Id(5)] string? Metadata,
        DateTimeOffset At) : Inbound(At);

    /// <summary>Everything the Page sent up to <paramref name="Watermark"/> reached the customer's device.</summary>
    [GenerateSerializer, Immutable]
    public sealed record Delivered([property: Id(0)] DateTimeOffset Watermark, DateTimeOffset At) : Inbound(At);

    /// <summary>Everything the Page sent up to <paramref name="Watermark"/> was read by the customer.</summary>
    [GenerateSerializer, Immutable]
    public sealed record Read([property: Id(0)] DateTimeOffset Watermark, DateTimeOffset At) : Inbound(At);
}

/// <summary>A file, sticker, link or place inside a message, as Meta names it.</summary>
/// <param name="Type">Meta's type word (image, audio, video, file, sticker, fallback, location, ...); unknown words are kept.</param>
/// <param name="Url">Where Meta serves it; expires. Null when Meta gave none.</param>
[GenerateSerializer, Immutable]
public sealed record Attachment(
    [property: Id(0)] string Type,
    [property: Id(1)] string? Url,
    [property: Id(2)] string? Title = null);
