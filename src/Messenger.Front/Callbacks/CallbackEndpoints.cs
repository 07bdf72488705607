using System.Globalization;
using System.Text.Json.Serialization;
using Messenger.Front.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Messenger.Front.Callbacks;

/// <summary>
/// Where Meta tells that a person who signed in with it removed the app, or wants his data deleted. 200 means: durably stored; the
/// same callback again is answered the same. As with the webhook, the signature is all that counts.
/// </summary>
internal static class CallbackEndpoints
{
    public const string Deauthorize = WebhookEndpoint.Path + "/deauthorize";
    public const string Deletion = WebhookEndpoint.Path + "/deletion";

    public static void MapCallbacks(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(Deauthorize, ReceiveDeauthorize).AllowAnonymous().ShortCircuit().DisableHttpMetrics().ExcludeFromDescription();
        routes.MapPost(Deletion, ReceiveDeletion).AllowAnonymous().ShortCircuit().DisableHttpMetrics().ExcludeFromDescription();
        routes.MapDeletionPage();
    }

    internal static Task ReceiveDeauthorize(HttpContext context, CallbackIntake intake, Draining draining) =>
        Receive(context, draining, async signed => (await intake.Deauthorized(signed), null));

    internal static Task ReceiveDeletion(HttpContext context, CallbackIntake intake, Draining draining, FrontOptions options) =>
        Receive(context, draining, async signed =>
        {
            var (outcome, code) = await intake.DeletionAsked(signed);
            return (outcome, code is null ? null : new DeletionAnswer(DeletionEndpoint.AddressOf(context.Request, options, code), code));
        });

    private static async Task Receive(HttpContext context, Draining draining, Func<string?, Task<(CallbackOutcome Outcome, DeletionAnswer? Answer)>> take)
    {
        var (status, answer) = draining.HasBegun ? (StatusCodes.Status503ServiceUnavailable, null) : await Take(context.Request, take);
        context.Response.StatusCode = status;
        if (status == StatusCodes.Status503ServiceUnavailable)
        {
            context.Response.Headers.RetryAfter = 5.ToString(CultureInfo.InvariantCulture);
        }

        if (answer is not null)
        {
            await context.Response.WriteAsJsonAsync(answer);
        }
    }

    private static async Task<(int Status, DeletionAnswer? Answer)> Take(
        HttpRequest request, Func<string?, Task<(CallbackOutcome Outcome, DeletionAnswer? Answer)>> take)
    {
        if (await SignedRequestForm.Read(request) is not { } form)
        {
            return (StatusCodes.Status413PayloadTooLarge, null);
        }

        var (outcome, answer) = await take(form.SignedRequest);
        return (StatusOf(outcome), answer);
    }

    private static int StatusOf(CallbackOutcome outcome) => outcome switch
    {
        CallbackOutcome.Stored or CallbackOutcome.Repeated => StatusCodes.Status200OK,
        CallbackOutcome.Malformed => StatusCodes.Status400BadRequest,
        CallbackOutcome.Forged or CallbackOutcome.WrongAlgorithm or CallbackOutcome.Expired => StatusCodes.Status401Unauthorized,
        CallbackOutcome.Unavailable => StatusCodes.Status503ServiceUnavailable,
        _ => throw new InvalidOperationException($"No status for {outcome}."),
    };
}

/// <summary>What Meta shows to the person who asked for the deletion; the names are Meta's.</summary>
/// <param name="Url">The public page that says what became of it.</param>
internal sealed record DeletionAnswer(
    [property: JsonPropertyName("url")] string Url, [property: JsonPropertyName("confirmation_code")] string ConfirmationCode);
