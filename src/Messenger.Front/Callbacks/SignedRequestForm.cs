using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Messenger.Front.Callbacks;

/// <summary>The form of a callback; its one field of interest.</summary>
/// <param name="SignedRequest">Null = there is none, or the body is no form.</param>
internal sealed record SignedRequestForm(string? SignedRequest)
{
    /// <summary>The largest body taken, bytes. Meta's have some 300.</summary>
    public const int LargestBody = 16 * 1024;

    private const string Field = "signed_request";

    private static readonly SignedRequestForm None = new((string?)null);

    /// <summary>Null = the body is too large.</summary>
    public static async Task<SignedRequestForm?> Read(HttpRequest request)
    {
        if (request.ContentLength > LargestBody)
        {
            return null;
        }

        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase))
        {
            return None;
        }

        // Without a length told beforehand the server itself stops reading there.
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = LargestBody;
        }

        try
        {
            var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
            return form[Field] is [{ } one] ? new SignedRequestForm(one) : None;
        }
        catch (BadHttpRequestException fault) when (fault.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return null;
        }
        catch (Exception fault) when (fault is BadHttpRequestException or InvalidDataException)
        {
            return None;
        }
    }
}
