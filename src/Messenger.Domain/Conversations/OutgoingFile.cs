using Messenger.Domain.Files;
using Messenger.Domain.Shared;
using Orleans;

namespace Messenger.Domain.Conversations;

/// <summary>A file that an agent sends.</summary>
/// <param name="UploadId">Under which its bytes were stored.</param>
/// <param name="Name">As the customer sees it.</param>
/// <param name="MediaType">As in <c>image/png</c>, by the file's content.</param>
/// <param name="Size">Bytes.</param>
[GenerateSerializer, Immutable]
public sealed record OutgoingFile(
    [property: Id(0)] string UploadId,
    [property: Id(1)] FileKind Kind,
    [property: Id(2)] string Name,
    [property: Id(3)] string MediaType,
    [property: Id(4)] long Size)
{
    /// <summary>As the transcript shows it; nothing for a text.</summary>
    public static IReadOnlyList<Attachment> Shown(OutgoingFile? file) => file is null
        ? []
        : [new Attachment(file.Kind.Word(), null, file.Name, null, file.UploadId, file.MediaType, file.Size, AttachmentWord.Stored)];
}

/// <summary>Meta's types of files.</summary>
public enum FileKind
{
    Image,
    Audio,
    Video,
    File,
}

/// <summary>What Meta takes, as what, and how much of it.</summary>
public static class OutgoingFileRules
{
    /// <summary>Pictures of other types than Meta shows go as files.</summary>
    public static FileKind KindOf(string mediaType) => mediaType.Split(';')[0].Trim().ToLowerInvariant() switch
    {
        "image/jpeg" or "image/png" or "image/gif" => FileKind.Image,
        var type when type.StartsWith("audio/", StringComparison.Ordinal) => FileKind.Audio,
        var type when type.StartsWith("video/", StringComparison.Ordinal) => FileKind.Video,
        _ => FileKind.File,
    };

    /// <summary>Bytes.</summary>
    public static long LargestOf(FileKind kind) => kind == FileKind.Image ? FileLimit.Outgoing.Picture : FileLimit.Outgoing.Other;

    /// <summary>Null = may be sent; else the refusal.</summary>
    public static string? RefusalOf(OutgoingFile file) =>
        file.Size <= 0 ? RefusalCode.Unknown
        : file.Size > LargestOf(file.Kind) ? RefusalCode.TooLong
        : null;

    /// <summary>Meta's word for it, which <see cref="Attachment.Type"/> carries too.</summary>
    public static string Word(this FileKind kind) => kind switch
    {
        FileKind.Image => "image",
        FileKind.Audio => "audio",
        FileKind.Video => "video",
        FileKind.File => "file",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No word for it."),
    };
}
