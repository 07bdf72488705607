namespace Messenger.Domain.Http;

/// <summary>Answer of POST /api/uploads.</summary>
/// <param name="UploadId">For SendAttachment; the file is also served under it. Only its uploader can use it, within 24 hours.</param>
/// <param name="MediaType">What the file is by its content.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Name">The name as it will be shown; null when none was given.</param>
public sealed record UploadReply(string UploadId, string MediaType, long Size, string? Name);
