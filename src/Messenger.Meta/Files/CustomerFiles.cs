using System.Globalization;
using System.Net;

namespace Messenger.Meta;

/// <summary>Fetches what customers attached from Meta's servers, and from nowhere else.</summary>
/// <remarks>The host is checked at each address and the network address at each connection, after the name is resolved, so that a
/// name that changes its mind in between leads nowhere. No cookies, no compression, no trace ids; addresses are never logged.</remarks>
public sealed class CustomerFiles
{
    private const int MostHops = 3;

    private readonly HttpClient http;
    private readonly FileHostRules hosts;
    private readonly TimeSpan timeout;

    internal CustomerFiles(HttpClient http, FileHostRules hosts, TimeSpan timeout) => (this.http, this.hosts, this.timeout) = (http, hosts, timeout);

    /// <summary>Fetches once and gives the content to <paramref name="take"/> as it comes in. Does not throw for what Meta or the network does.</summary>
    /// <param name="most">More bytes than this are not begun with. <paramref name="take"/> has to keep to it too: the announced length may be missing or wrong.</param>
    /// <param name="take">Reads to the end or as far as it wants; its own exceptions other than of reading come through.</param>
    /// <exception cref="OperationCanceledException"><paramref name="ct"/> was cancelled.</exception>
    public async Task<FileOutcome<T>> Fetch<T>(string url, long most, Func<Stream, CancellationToken, Task<T>> take, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(timeout);
        try
        {
            var address = Uri.TryCreate(url, UriKind.Absolute, out var first) ? first : null;
            for (var hop = 0; address is not null && hosts.Allows(address); hop++)
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, address);
                request.Headers.AcceptEncoding.ParseAdd("identity");
                using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
                if (answer.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
                    or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect && answer.Headers.Location is { } next)
                {
                    if (hop == MostHops)
                    {
                        return new FileOutcome<T>.Failed("redirects");
                    }

                    address = new Uri(address, next);
                    continue;
                }

                return await Take(answer, address, most, take, limit.Token);
            }

            return new FileOutcome<T>.ForeignHost();
        }
        catch (PrivateAddressException)
        {
            return new FileOutcome<T>.ForeignHost();
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            return failure is HttpRequestException { InnerException: PrivateAddressException }
                ? new FileOutcome<T>.ForeignHost()
                : new FileOutcome<T>.Failed(failure is HttpRequestException { HttpRequestError: var error } ? error.ToString() : "broken off");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new FileOutcome<T>.Failed("time-out");
        }
    }

    private static async Task<FileOutcome<T>> Take<T>(
        HttpResponseMessage answer, Uri address, long most, Func<Stream, CancellationToken, Task<T>> take, CancellationToken ct)
    {
        if (answer.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.Gone)
        {
            return new FileOutcome<T>.Gone();
        }

        if (answer.StatusCode != HttpStatusCode.OK)
        {
            return new FileOutcome<T>.Failed(((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture));
        }

        // What is packed although nobody asked for it would be stored packed, or unpacked without end.
        if (answer.Content.Headers.ContentEncoding.Any(coding => !coding.Equals("identity", StringComparison.OrdinalIgnoreCase)))
        {
            return new FileOutcome<T>.Failed("packed");
        }

        if (answer.Content.Headers.ContentLength > most)
        {
            return new FileOutcome<T>.TooLarge();
        }

        await using var content = await answer.Content.ReadAsStreamAsync(ct);
        return new FileOutcome<T>.Taken(await take(content, ct), NameIn(address));
    }

    private static string? NameIn(Uri address) => Uri.UnescapeDataString(address.Segments[^1]) is { Length: > 0 } name && !name.EndsWith('/') ? name : null;
}
