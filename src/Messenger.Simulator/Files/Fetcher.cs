using Messenger.Simulator.Graph;

namespace Messenger.Simulator.Files;

/// <summary>A file on its way in, before it is kept.</summary>
internal sealed record IncomingFile(string ContentType, string Name, byte[] Bytes);

/// <summary>Fetches what the product sends as an address, as Meta does: no redirects, no private certificates, with a time limit, and says truthfully what went wrong.</summary>
internal sealed class Fetcher : IDisposable
{
    public const int ImageLimit = 8 * 1024 * 1024;
    public const int OtherLimit = 25 * 1024 * 1024;

    private readonly HttpClient client = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false }) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Meta's patience, for tests to shorten.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(10);

    public TimeSpan VideoPatience { get; set; } = TimeSpan.FromSeconds(75);

    public static int LimitOf(string type) => type == "image" ? ImageLimit : OtherLimit;

    /// <summary>Whether a file of this content type can be an attachment of this type.</summary>
    public static bool Fits(string type, string? contentType) =>
        contentType is { Length: > 0 } && (type == "file" || contentType.StartsWith(type + "/", StringComparison.OrdinalIgnoreCase));

    public async Task<(IncomingFile? File, GraphError? Error)> Fetch(string type, string url, CancellationToken ct)
    {
        // Only this machine is reached from here: a simulator must not become a way to make somebody's product call the world.
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || !uri.IsLoopback)
        {
            return (null, GraphError.Fetch);
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(type == "video" ? VideoPatience : Patience);
        try
        {
            using var response = await client.GetAsync(uri, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            if ((int)response.StatusCode != 200)
            {
                return (null, GraphError.Fetch);
            }

            var contentType = response.Content.Headers.ContentType?.MediaType;
            if (!Fits(type, contentType))
            {
                return (null, GraphError.WrongType);
            }

            if (await Read(await response.Content.ReadAsStreamAsync(limit.Token), LimitOf(type), limit.Token) is not { } bytes)
            {
                return (null, GraphError.TooLarge);
            }

            var name = response.Content.Headers.ContentDisposition?.FileNameStar ?? response.Content.Headers.ContentDisposition?.FileName?.Trim('"') ?? Path.GetFileName(uri.LocalPath);
            return (new IncomingFile(contentType!, name.Length == 0 ? type : name, bytes), null);
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return (null, type == "video" && e is OperationCanceledException ? GraphError.VideoTimeout : GraphError.Fetch);
        }
    }

    /// <summary>Null when there is more than allowed.</summary>
    public static async Task<byte[]?> Read(Stream stream, int limit, CancellationToken ct)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[81_920];
        for (int got; (got = await stream.ReadAsync(buffer, ct)) > 0;)
        {
            if (bytes.Length + got > limit)
            {
                return null;
            }

            bytes.Write(buffer, 0, got);
        }

        return bytes.ToArray();
    }

    public void Dispose() => client.Dispose();
}
