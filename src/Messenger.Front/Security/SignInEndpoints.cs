using System.Globalization;
using System.Security.Claims;
using Messenger.Domain.Http;
using Messenger.Storage.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Messenger.Front.Security;

/// <summary>Signing in and out: a cookie for the console, tokens for any other client.</summary>
internal static class SignInEndpoints
{
    private const int LongestName = 256;

    public static void MapSignIn(this IEndpointRouteBuilder api)
    {
        var auth = api.MapGroup("/auth").WithTags("Sign-in");
        auth.MapPost("/login", Login).AllowAnonymous().Produces<TokenReply>()
            .WithSummary("Sign in: a cookie, or with useCookies=false an access and a refresh token.");
        auth.MapPost("/refresh", Refresh).AllowAnonymous().Produces<TokenReply>()
            .WithSummary("New tokens for a refresh token; the session stays the same.");
        auth.MapPost("/logout", (Delegate)Logout).WithSummary("End the cookie's session; a client with tokens forgets them.");
        auth.MapPasswords();
        api.MapGet("/me", GetMe).WithTags("Sign-in").WithSummary("Who is signed in.");
    }

    internal static async Task<Results<NoContent, SignInHttpResult, ValidationProblem, ProblemHttpResult>> Login(
        LoginRequest request, HttpContext context, UserManager<User> users, SignInManager<User> signIn, SignInThrottle throttle, FrontMeters meters,
        bool useCookies = true)
    {
        if (Missing(request.UserName, request.Password) is { Count: > 0 } missing)
        {
            return Problems.Invalid(missing);
        }

        var (user, problem) = await Verified(request.UserName!, request.Password!, context, users, signIn, throttle, meters);
        if (user is null)
        {
            return problem!;
        }

        if (user.OneTimePassword)
        {
            return Problems.Of(Problems.PasswordChangeRequired, StatusCodes.Status403Forbidden, "This password was made for you: choose your own first.");
        }

        var principal = await signIn.CreateUserPrincipalAsync(user);
        SessionClaim.Begin(principal);
        if (!useCookies)
        {
            return TypedResults.SignIn(principal, authenticationScheme: IdentityConstants.BearerScheme);
        }

        await context.SignInAsync(IdentityConstants.ApplicationScheme, principal);
        return TypedResults.NoContent();
    }

    internal static async Task<Results<SignInHttpResult, ProblemHttpResult>> Refresh(
        RefreshRequest request, IOptionsMonitor<BearerTokenOptions> options, SignInManager<User> signIn, TimeProvider clock)
    {
        var ticket = options.Get(IdentityConstants.BearerScheme).RefreshTokenProtector.Unprotect(request.RefreshToken);
        if (ticket?.Properties.ExpiresUtc is not { } expires
            || clock.GetUtcNow() >= expires
            || await signIn.ValidateSecurityStampAsync(ticket.Principal) is not { } user)
        {
            return Refused();
        }

        var principal = await signIn.CreateUserPrincipalAsync(user);
        SessionClaim.Keep(ticket.Principal, principal);
        return TypedResults.SignIn(principal, authenticationScheme: IdentityConstants.BearerScheme);
    }

    internal static async Task<NoContent> Logout(HttpContext context)
    {
        await context.SignOutAsync(IdentityConstants.ApplicationScheme);
        return TypedResults.NoContent();
    }

    internal static Ok<Me> GetMe(ClaimsPrincipal user) => TypedResults.Ok(new Me(
        user.FindFirstValue(ClaimTypes.NameIdentifier) ?? "",
        user.Identity?.Name ?? "",
        user.FindFirstValue(UserClaims.DisplayName) ?? "",
        [.. user.FindAll(ClaimTypes.Role).Select(role => role.Value)]));

    internal static Faults Missing(string? userName, string? password)
    {
        var faults = new Faults();
        faults.Check("userName", !string.IsNullOrWhiteSpace(userName) && userName.Length <= LongestName, Fault.Of(FaultCode.Needed));
        faults.Check("password", password is { Length: > 0 and <= LongestName }, Fault.Of(FaultCode.Needed));
        return faults;
    }

    /// <summary>Whose password it is; else what to answer. Every try counts, whatever it is good for.</summary>
    internal static async Task<(User? User, ProblemHttpResult? Problem)> Verified(
        string userName, string password, HttpContext context, UserManager<User> users, SignInManager<User> signIn, SignInThrottle throttle, FrontMeters meters)
    {
        if (!throttle.MayTry(context.Connection.RemoteIpAddress?.ToString() ?? "", userName))
        {
            meters.SignedIn("too-many");
            context.Response.Headers.RetryAfter = SignInThrottle.Window.TotalSeconds.ToString(CultureInfo.InvariantCulture);
            return (null, Problems.Of(Problems.TooManyAttempts, StatusCodes.Status429TooManyRequests, "Too many attempts. Wait a minute."));
        }

        var user = await users.FindByNameAsync(userName);
        if (user is null)
        {
            // The same work as for a known user, so that the time of the answer does not tell who exists.
            _ = users.PasswordHasher.HashPassword(new User(), password);
            meters.SignedIn("refused");
            return (null, Refused());
        }

        var result = await signIn.CheckPasswordSignInAsync(user, password, lockoutOnFailure: true);
        meters.SignedIn(result.Succeeded ? "ok" : result.IsLockedOut ? "locked-out" : "refused");
        return result switch
        {
            { Succeeded: true } => (user, null),
            { IsLockedOut: true } => (null, Problems.Of(Problems.LockedOut, StatusCodes.Status401Unauthorized, "Too many wrong passwords. Wait five minutes.")),
            _ => (null, Refused()),
        };
    }

    internal static ProblemHttpResult Refused() =>
        Problems.Of(Problems.SignInRefused, StatusCodes.Status401Unauthorized, "User name or password are not right.");
}
