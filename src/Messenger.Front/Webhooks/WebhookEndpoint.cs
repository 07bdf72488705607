using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.IO.Pipelines;
using System.Security.Cryptography;
using System.Text;
using Messenger.Front.MetaApps;
using Messenger.Meta;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Messenger.Front.Webhooks;

/// <summary>Where Meta reaches the product. 200 means: every item of the delivery is stored; anything else makes Meta deliver again.</summary>
internal static class WebhookEndpoint
{
    public const string Path = "/webhooks/messenger";

    /// <summary>The largest body taken, bytes.</summary>
    public const int LargestBody = 1024 * 1024;

    private const string SignatureHeader = "X-Hub-Signature-256";

    private static readonly byte[] Received = "EVENT_RECEIVED"u8.ToArray();

    public static void MapWebhook(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, Handshake).AllowAnonymous().ExcludeFromDescription();

        // The signature is all that counts here: nothing of sign-in, sessions or same origin is looked at. It has meters of its own.
        routes.MapPost(Path, Receive).AllowAnonymous().ShortCircuit().DisableHttpMetrics().ExcludeFromDescription();
    }

    internal static async Task<Results<ContentHttpResult, StatusCodeHttpResult>> Handshake(
        [FromQuery(Name = "hub.mode")] string? mode, [FromQuery(Name = "hub.verify_token")] string? token,
        [FromQuery(Name = "hub.challenge")] string? challenge, MetaOptions meta, MetaHandshakes handshakes)
    {
        if (mode != "subscribe" || challenge is not { Length: > 0 and <= 200 } || !challenge.All(char.IsAsciiLetterOrDigit) || !IsOurs(token, meta.VerifyToken))
        {
            return TypedResults.StatusCode(StatusCodes.Status403Forbidden);
        }

        await handshakes.Seen(challenge);
        return TypedResults.Content(challenge, "text/plain");
    }

    internal static async Task Receive(HttpContext context, WebhookIntake intake, DeliveryRoom room, Draining draining, FrontMeters meters)
    {
        var began = Stopwatch.GetTimestamp();
        using var span = FrontTrace.Webhook();
        var status = draining.HasBegun ? StatusCodes.Status503ServiceUnavailable : await Answer(context, intake, room);
        context.Response.StatusCode = status;
        span?.SetTag("http.response.status_code", status);
        meters.Delivered(status, Stopwatch.GetElapsedTime(began));
        if (status == StatusCodes.Status503ServiceUnavailable)
        {
            context.Response.Headers.RetryAfter = 5.ToString(CultureInfo.InvariantCulture);
        }
        else if (status == StatusCodes.Status200OK)
        {
            context.Response.ContentType = "text/plain";
            context.Response.ContentLength = Received.Length;
            await context.Response.BodyWriter.WriteAsync(Received);
        }
    }

    private static async Task<int> Answer(HttpContext context, WebhookIntake intake, DeliveryRoom room)
    {
        if (await ReadBody(context.Request) is not { } body)
        {
            return StatusCodes.Status413PayloadTooLarge;
        }

        using var inside = room.Enter(body.Length);
        return inside is null
            ? StatusCodes.Status503ServiceUnavailable
            : await intake.Take(body, context.Request.Headers[SignatureHeader].ToString()) switch
            {
                Intake.Stored => StatusCodes.Status200OK,
                Intake.Forged => StatusCodes.Status401Unauthorized,
                Intake.NotJson => StatusCodes.Status400BadRequest,
                Intake.NotAPage => StatusCodes.Status404NotFound,
                Intake.Unavailable => StatusCodes.Status503ServiceUnavailable,
                var other => throw new InvalidOperationException($"No status for {other}."),
            };
    }

    /// <summary>The bytes as they came: the signature covers these and no others. Null = too many.</summary>
    private static async Task<ReadOnlyMemory<byte>?> ReadBody(HttpRequest request)
    {
        if (request.ContentLength > LargestBody)
        {
            return null;
        }

        var reader = request.BodyReader;
        while (true)
        {
            ReadResult read;
            try
            {
                read = await reader.ReadAsync(request.HttpContext.RequestAborted);
            }
            catch (BadHttpRequestException fault) when (fault.StatusCode == StatusCodes.Status413PayloadTooLarge)
            {
                return null;
            }

            if (read.Buffer.Length > LargestBody)
            {
                reader.AdvanceTo(read.Buffer.End);
                return null;
            }

            if (read.IsCompleted)
            {
                var body = read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return body;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static bool IsOurs(string? token, string verifyToken) =>
        token is not null && verifyToken.Length > 0
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(verifyToken));
}
