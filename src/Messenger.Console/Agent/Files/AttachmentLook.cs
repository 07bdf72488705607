using System.Globalization;
using Messenger.Domain.Conversations;
using Messenger.Domain.Files;

namespace Messenger.Console.Agent.Files;

/// <summary>As what an attachment is shown.</summary>
public enum AttachmentLook
{
    /// <summary>Its copy is under way.</summary>
    Pending,
    Lost,
    Picture,
    Sticker,
    Sound,
    Film,
    File,
    Place,

    /// <summary>Leads to a page, or only says that something came.</summary>
    Card,
}

/// <summary>Chooses how an attachment is shown: by what it turned out to be, never by what it was announced as alone.</summary>
public static class AttachmentLooks
{
    private static readonly HashSet<string> Pictures = ["image/jpeg", "image/png", "image/gif", "image/webp"];
    private static readonly HashSet<string> Sounds = ["audio/mpeg", "audio/mp4", "audio/ogg", "audio/wav"];
    private static readonly HashSet<string> Films = ["video/mp4", "video/webm", "video/ogg"];

    public static AttachmentLook Of(Attachment a) => a switch
    {
        { State: AttachmentWord.Pending } => AttachmentLook.Pending,
        { State: AttachmentWord.Lost } => AttachmentLook.Lost,
        { FileId: not null, MediaType: { } media } => OfFile(a.Type, media),
        { Type: "location" } => AttachmentLook.Place,
        _ => AttachmentLook.Card,
    };

    /// <summary>Its own name, else one made of its kind and what it is.</summary>
    public static string FileName(Attachment a, string kind) => a.Title ?? kind + MediaTypeRules.EndingOf(a.MediaType ?? "");

    /// <summary>As in 1,2 MB: in thousands, with the person's decimal sign.</summary>
    public static string Size(long bytes) => bytes switch
    {
        < 1_000 => string.Create(CultureInfo.CurrentCulture, $"{bytes} B"),
        < 1_000_000 => string.Create(CultureInfo.CurrentCulture, $"{bytes / 1_000d:0} kB"),
        _ => string.Create(CultureInfo.CurrentCulture, $"{bytes / 1_000_000d:0.0} MB"),
    };

    /// <summary>A note of voice comes in a film's container without pictures.</summary>
    private static AttachmentLook OfFile(string type, string media) => type switch
    {
        "sticker" when Pictures.Contains(media) => AttachmentLook.Sticker,
        "image" when Pictures.Contains(media) => AttachmentLook.Picture,
        "audio" when Sounds.Contains(media) || media == "video/mp4" || media == "video/webm" => AttachmentLook.Sound,
        "video" when Films.Contains(media) => AttachmentLook.Film,
        _ => AttachmentLook.File,
    };
}
