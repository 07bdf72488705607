namespace Messenger.Storage.Files;

/// <summary>A file that the product knows by name.</summary>
/// <param name="Id">Random; says nothing about the content. The id of an upload is the id of its file.</param>
/// <param name="Hash">Where <see cref="IFileStore"/> has the bytes.</param>
/// <param name="MediaType">By its content.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Name">What its sender calls it, made safe; null when he gave none.</param>
/// <param name="UserId">Who uploaded it; null for what a customer sent.</param>
/// <param name="ExpiresAt">An upload that nothing uses until then is gone; null = kept.</param>
public sealed record StoredFile(
    string Id, string Hash, string MediaType, long Size, string? Name, string? UserId, DateTimeOffset At, DateTimeOffset? ExpiresAt)
{
    public FileContent Content => new(Hash, Size, MediaType);
}
