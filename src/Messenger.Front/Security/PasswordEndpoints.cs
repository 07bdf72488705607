using Messenger.Domain.Auditing;
using Messenger.Domain.Http;
using Messenger.Domain.People;
using Messenger.Front.People;
using Messenger.Storage.Configuration;
using Messenger.Storage.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;

namespace Messenger.Front.Security;

/// <summary>Choosing a password of one's own, and whom to ask for one.</summary>
internal static class PasswordEndpoints
{
    public static void MapPasswords(this IEndpointRouteBuilder auth)
    {
        auth.MapPost("/password", Change).AllowAnonymous()
            .WithSummary("Sets a password of one's own, by the present or the one-time one; all sessions end. Counted and locked out as signing in.");
        auth.MapGet("/help", Help).AllowAnonymous().WithSummary("Whom to ask for a password, as the administrator wrote it.");
    }

    internal static async Task<Results<NoContent, ValidationProblem, ProblemHttpResult>> Change(
        PasswordChange request, HttpContext context, UserManager<User> users, SignInManager<User> signIn, SignInThrottle throttle, FrontMeters meters,
        PeopleStore store, PeopleChanges changes, CancellationToken ct)
    {
        var faults = SignInEndpoints.Missing(request.UserName, request.Password);
        UserEditing.CheckNewPassword(request.NewPassword, request.Password, "newPassword", faults);
        if (faults.Count > 0)
        {
            return Problems.Invalid(faults);
        }

        var (user, problem) = await SignInEndpoints.Verified(request.UserName!, request.Password!, context, users, signIn, throttle, meters);
        if (user is null)
        {
            return problem!;
        }

        // Another one may be set for him between the check and this: then what was checked is right no longer.
        while (await store.Find(user.NormalizedUserName, ct) is { } moment && moment.User.PasswordHash == user.PasswordHash)
        {
            changes.Choose(moment.User, request.NewPassword!);
            var by = new Editor(user.Id, user.UserName, user.DisplayName);
            if (await store.Save(moment, moment.Person, AuditWord.Password, by, PersonDifference.Password(), changes.Now, ct) == SaveOutcome.Saved)
            {
                await changes.Tell(moment.User, moment.Person, moment.Person);
                return TypedResults.NoContent();
            }
        }

        return SignInEndpoints.Refused();
    }

    internal static async Task<Ok<SignInHelp>> Help(ConfigurationQueries configuration, CancellationToken ct) =>
        TypedResults.Ok(new SignInHelp((await configuration.Read(ct)).PasswordContact));
}
