using Orleans;

namespace Messenger.Domain.Conversations;

/// <summary>One thing that reached a conversation from outside, in the product's words (Meta's words end in Messenger.Meta).</summary>
/// <param name="At">Meta's own time of the event, UTC, milliseconds.</param>
[GenerateSerializer, Immutable]
public abstract record Inbound([property: Id(0)] DateTimeOffset At)
{
    /// <summary>The customer wrote, sent attachments or tapped a quick reply (R37b): this opens an interaction.</summary>
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
        DateTimeOffset At) : Inbound(At)
    {
        /// <summary>Where the customer came from, when the message was begun at an advertisement or a product; null otherwise.</summary>
        [Id(5)]
        public Referral? Referral { get; init; }

        /// <summary>Names of the commands the customer chose from the Page's menu; the text repeats them.</summary>
        [Id(6)]
        public IReadOnlyList<string> Commands { get; init; } = [];
    }

    /// <summary>The customer tapped a button of a template, the menu or "Get started" (R37b): this opens an interaction, as a message does.</summary>
    /// <param name="Mid">Meta's message id, or one derived from page, person, time and payload where Meta gives none: the same tap has the same one.</param>
    /// <param name="Title">The words on the button; null when Meta does not repeat them.</param>
    /// <param name="Payload">What the button carries; null while another app owns the thread.</param>
    [GenerateSerializer, Immutable]
    public sealed record Postback(
        [property: Id(0)] string Mid,
        [property: Id(1)] string? Title,
        [property: Id(2)] string? Payload,
        [property: Id(3)] Referral? Referral,
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
        DateTimeOffset At) : Inbound(At)
    {
        /// <summary>The message of either side that this one answers; null otherwise.</summary>
        [Id(6)]
        public string? ReplyToMid { get; init; }
    }

    /// <summary>Everything the Page sent up to <paramref name="Watermark"/> reached the customer's device.</summary>
    [GenerateSerializer, Immutable]
    public sealed record Delivered([property: Id(0)] DateTimeOffset Watermark, DateTimeOffset At) : Inbound(At);

    /// <summary>Everything the Page sent up to <paramref name="Watermark"/> was read by the customer.</summary>
    [GenerateSerializer, Immutable]
    public sealed record Read([property: Id(0)] DateTimeOffset Watermark, DateTimeOffset At) : Inbound(At);

    /// <summary>The customer set or took back a reaction to a message of either side; one person has at most one per message.</summary>
    /// <param name="Mid">The message meant; it may be one that this product never saw.</param>
    /// <param name="Removed">True when it was taken back; word and emoji may then be missing.</param>
    /// <param name="Word">Meta's word (smile, angry, sad, wow, love, like, dislike, other); unknown words are kept.</param>
    [GenerateSerializer, Immutable]
    public sealed record Reaction(
        [property: Id(0)] string Mid,
        [property: Id(1)] bool Removed,
        [property: Id(2)] string? Word,
        [property: Id(3)] string? Emoji,
        DateTimeOffset At) : Inbound(At);

    /// <summary>The customer changed the text of a message. Nothing orders this after the message it names.</summary>
    /// <param name="Text">The whole new text; null when Meta gave none.</param>
    /// <param name="Number">Which change of this message it is, from 1; 0 when Meta does not say. A smaller number than the one known is out of date.</param>
    [GenerateSerializer, Immutable]
    public sealed record Edited(
        [property: Id(0)] string Mid, [property: Id(1)] string? Text, [property: Id(2)] int Number, DateTimeOffset At) : Inbound(At);

    /// <summary>A message was withdrawn by its sender: its content is not to be shown any more.</summary>
    /// <param name="ByPage">True when the Page's side withdrew its own message.</param>
    [GenerateSerializer, Immutable]
    public sealed record Unsent([property: Id(0)] string Mid, [property: Id(1)] bool ByPage, DateTimeOffset At) : Inbound(At);

    /// <summary>The customer followed a link or an advertisement into a thread that exists already.</summary>
    [GenerateSerializer, Immutable]
    public sealed record Referred([property: Id(0)] Referral From, DateTimeOffset At) : Inbound(At);

    /// <summary>The customer agreed to, or stopped, notifications; or used a plug-in of the Page's web site.</summary>
    /// <param name="Type">Meta's word, as in notification_messages; null for the plug-ins.</param>
    /// <param name="Ref">The plug-in's own reference, or the payload of the request.</param>
    /// <param name="Status">Meta's words on the state of the notifications, as in STOP NOTIFICATIONS; null when it gave none.</param>
    [GenerateSerializer, Immutable]
    public sealed record OptedIn(
        [property: Id(0)] string? Type,
        [property: Id(1)] string? Ref,
        [property: Id(2)] string? Title,
        [property: Id(3)] string? Status,
        DateTimeOffset At) : Inbound(At);

    /// <summary>Who may write in this thread changed, or somebody asks for it.</summary>
    /// <param name="FromAppId">Who had it; null when the thread was idle.</param>
    /// <param name="ToAppId">Who has it now, or asks; null when Meta does not say.</param>
    /// <param name="ToUs">True when <paramref name="ToAppId"/> is this product's app.</param>
    [GenerateSerializer, Immutable]
    public sealed record ThreadControl(
        [property: Id(0)] ThreadControlStep Step,
        [property: Id(1)] string? FromAppId,
        [property: Id(2)] string? ToAppId,
        [property: Id(3)] bool ToUs,
        [property: Id(4)] string? Metadata,
        DateTimeOffset At) : Inbound(At);

    /// <summary>The customer joined or left an account of the business.</summary>
    [GenerateSerializer, Immutable]
    public sealed record AccountLinked([property: Id(0)] bool Linked, DateTimeOffset At) : Inbound(At);

    /// <summary>What went on while another app owned the thread; an answer of ours would be refused now.</summary>
    /// <param name="Event">Never itself a standby. Its own time is the same as this one's.</param>
    [GenerateSerializer, Immutable]
    public sealed record Standby([property: Id(0)] Inbound Event, DateTimeOffset At) : Inbound(At);

    /// <summary>Something about this customer that the product has no word for.</summary>
    /// <param name="Kind">Meta's name of it, at most 60 letters, digits and signs.</param>
    [GenerateSerializer, Immutable]
    public sealed record Other([property: Id(0)] string Kind, DateTimeOffset At) : Inbound(At);
}

/// <summary>What happened to the right to write in a thread.</summary>
public enum ThreadControlStep
{
    /// <summary>Its owner gave it to another app.</summary>
    Passed,

    /// <summary>Another app took it.</summary>
    Taken,

    /// <summary>Another app asks its owner for it.</summary>
    Requested,
}

/// <summary>A file, sticker, link or place inside a message, as Meta names it.</summary>
/// <param name="Type">Meta's type word (image, audio, video, file, sticker, fallback, location, ...); unknown words are kept.</param>
/// <param name="Url">Where Meta serves it; expires. Null when Meta gave none, and once there is a copy.</param>
/// <param name="Title">Name of a file, of a place or of what a link leads to; null when nobody gave one.</param>
/// <param name="Detail">A second line: the coordinates of a place, what stands below the title of a product.</param>
/// <param name="FileId">Our copy, served at /api/files/{fileId}; null while there is none.</param>
/// <param name="MediaType">What the copy is by its content.</param>
/// <param name="Size">Bytes of the copy.</param>
/// <param name="State">One of <see cref="AttachmentWord"/>; null when there is nothing to copy.</param>
/// <param name="Reason">Why it is lost: one of <see cref="LostReason"/>.</param>
[GenerateSerializer, Immutable]
public sealed record Attachment(
    [property: Id(0)] string Type,
    [property: Id(1)] string? Url,
    [property: Id(2)] string? Title = null,
    [property: Id(3)] string? Detail = null,
    [property: Id(4)] string? FileId = null,
    [property: Id(5)] string? MediaType = null,
    [property: Id(6)] long? Size = null,
    [property: Id(7)] string? State = null,
    [property: Id(8)] string? Reason = null);

/// <summary>Where a customer came from: a link, an advertisement, a shop.</summary>
/// <param name="Source">Meta's word, as in ADS, SHORTLINK, CUSTOMER_CHAT_PLUGIN.</param>
/// <param name="Type">Meta's word, as in OPEN_THREAD, LEAD_COMPLETE.</param>
/// <param name="Ref">What the link carries.</param>
/// <param name="AdPicture">Picture or film of the advertisement, a web address; expires.</param>
/// <param name="ProductId">The product of the shop that the customer asks about.</param>
[GenerateSerializer, Immutable]
public sealed record Referral(
    [property: Id(0)] string? Source,
    [property: Id(1)] string? Type,
    [property: Id(2)] string? Ref,
    [property: Id(3)] string? AdId = null,
    [property: Id(4)] string? AdTitle = null,
    [property: Id(5)] string? AdPicture = null,
    [property: Id(6)] string? PostId = null,
    [property: Id(7)] string? ProductId = null);
