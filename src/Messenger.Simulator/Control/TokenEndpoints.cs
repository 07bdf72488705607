using System.ComponentModel.DataAnnotations;
using Messenger.Simulator.Callbacks;
using Messenger.Simulator.Login;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Messenger.Simulator.Control;

/// <summary>A token. <paramref name="Fault"/>: subcode with which it is refused, 0 = without one, null = it works; <paramref name="ExpiresAt"/> null = never.</summary>
public sealed record TokenItem(string Value, TokenKind Kind, string? PersonId, string? PageId, IReadOnlyList<string> Scopes, DateTimeOffset IssuedAt, DateTimeOffset? ExpiresAt, int? Fault);

/// <summary>Which tokens, and what they die of. Without any of the three: all of them.</summary>
/// <param name="Cause">Subcode: 458 app removed, 459 checkpoint, 460 password changed, 463 expired, 464 unconfirmed account, 467 invalid, 492 role on the Page lost, 0 Page unticked.</param>
public sealed record TokenDeath(
    [property: AllowedValues(0, 458, 459, 460, 463, 464, 467, 492)] int Cause, string? Token = null, string? PageId = null, string? PersonId = null);

/// <summary>Which tokens; without any of the three: all of them.</summary>
public sealed record TokenChoice(string? Token = null, string? PageId = null, string? PersonId = null);

public sealed record TokenCount(int Tokens);

public sealed record PersonItem(string Id, string Name, bool HasRole, bool HasPages, IReadOnlyDictionary<string, bool> Permissions);

/// <summary>A login as a person would click it.</summary>
/// <param name="Scopes">Permissions the product asks for.</param>
/// <param name="Declined">Those the person unticks.</param>
/// <param name="Pages">Pages the person ticks; null = all.</param>
/// <param name="PersonId">Default: the one who administers the Pages.</param>
/// <param name="Cancel">The person cancels.</param>
/// <param name="Rerequest">auth_type=rerequest: declined permissions are asked again.</param>
/// <param name="Business">Facebook Login for Business: all or nothing, and a system-user token.</param>
public sealed record NewLogin(
    [property: Required] string RedirectUri, [property: Required] IReadOnlyList<string> Scopes, string? State = null, IReadOnlyList<string>? Declined = null,
    IReadOnlyList<string>? Pages = null, string? PersonId = null, bool Cancel = false, bool Rerequest = false, bool Business = false);

public sealed record LoginAnswer(string Location);

/// <summary>A callback about a person. <paramref name="Url"/>: null = as in the settings; <paramref name="Forged"/>: signed with another secret.</summary>
public sealed record NewCallback(string? Url = null, string? PersonId = null, bool Forged = false);

/// <summary>Tokens, logins without a browser, and what Meta tells about people.</summary>
internal static class TokenEndpoints
{
    public static void MapTokens(this IEndpointRouteBuilder control)
    {
        control.MapGet("/tokens", (Tokens tokens, TimeProvider clock) => tokens.All.Select(t => new TokenItem(
                t.Value, t.Kind, t.PersonId, t.PageId, t.Scopes.Split(',', StringSplitOptions.RemoveEmptyEntries), DateTimeOffset.FromUnixTimeSeconds(t.IssuedAt),
                t.ExpiresAt == 0 ? null : DateTimeOffset.FromUnixTimeSeconds(t.ExpiresAt), t.Fault(clock.GetUtcNow()))))
            .WithSummary("All tokens, dead ones too");
        control.MapPost("/tokens/kill", (TokenDeath death, Tokens tokens) =>
                new TokenCount(tokens.Kill(t => Matches(t, death.Token, death.PageId, death.PersonId), death.Cause)))
            .WithSummary("Kills tokens by a cause");
        control.MapPost("/tokens/restore", (TokenChoice choice, Tokens tokens) =>
                new TokenCount(tokens.Restore(t => Matches(t, choice.Token, choice.PageId, choice.PersonId))))
            .WithSummary("Brings killed tokens back");
        control.MapGet("/people", (Grants grants) => People.All.Select(p => new PersonItem(
                p.Id, p.Name, p.HasRole, p.HasPages, grants.Permissions(p.Id).ToDictionary(g => g.Name, g => g.Granted))))
            .WithSummary("People who can log in, and what they granted");
        control.MapPost("/people/{personId}/remove-app", RemoveApp).WithSummary("The person removes the app: tokens die with 458, the deauthorise callback is called");
        control.MapPost("/login", Login).WithSummary("Clicks through the login dialog and gives the address the browser goes back to");
        control.MapPost("/callbacks/deauthorize", (NewCallback body, CallbackSender sender, Settings.SettingStore settings, CancellationToken ct) =>
                Call(body, settings.Now.DeauthorizeUrl, false, sender, ct))
            .WithSummary("Calls the product's deauthorise address with a valid or a forged signed_request");
        control.MapPost("/callbacks/deletion", (NewCallback body, CallbackSender sender, Settings.SettingStore settings, CancellationToken ct) =>
                Call(body, settings.Now.DeletionUrl, true, sender, ct))
            .WithSummary("Calls the product's deletion address with a valid or a forged signed_request");
    }

    private static bool Matches(AccessToken token, string? value, string? pageId, string? personId) =>
        (value is null || token.Value == value) && (pageId is null || token.PageId == pageId) && (personId is null || token.PersonId == personId);

    private static Results<NoContent, ProblemHttpResult> RemoveApp(string personId, Grants grants, CallbackSender sender)
    {
        if (People.Find(personId) is null)
        {
            return Problems.NotFound("person", personId);
        }

        grants.Remove(personId);
        sender.TellDeauthorized(personId);
        return TypedResults.NoContent();
    }

    private static Results<Ok<LoginAnswer>, ProblemHttpResult> Login(
        NewLogin login, LoginFlow flow, SimulatorOptions options, Settings.SettingStore settings, World.AddressBook book)
    {
        var person = login.PersonId is null ? People.Administrator : People.Find(login.PersonId);
        if (person is null)
        {
            return Problems.NotFound("person", login.PersonId!);
        }

        var request = new DialogRequest(options.AppId, login.RedirectUri, login.State, login.Scopes, login.Rerequest, login.Business);
        if (request.Fault(options, settings.Now) is { } fault)
        {
            return Problems.Bad("bad-dialog", fault);
        }

        var granted = login.Scopes.Except(login.Declined ?? []).ToList();
        return TypedResults.Ok(new LoginAnswer(flow.Answer(
            request, new DialogAnswer(person.Id, login.Cancel, granted, login.Pages?.ToList() ?? [.. book.Pages().Select(p => p.Id)]))));
    }

    private static async Task<Results<Ok<CallbackAnswer>, ProblemHttpResult>> Call(NewCallback body, string? configured, bool deletion, CallbackSender sender, CancellationToken ct)
    {
        var url = body.Url ?? configured;
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || !uri.IsLoopback || uri.Scheme is not ("http" or "https"))
        {
            return Problems.Bad("bad-url", "Give an address on this machine, here or in the settings.");
        }

        return TypedResults.Ok(await sender.Post(url, body.PersonId ?? People.Administrator.Id, body.Forged, deletion, ct));
    }
}
