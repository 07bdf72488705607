using System.Security.Claims;
using Messenger.Domain.Auditing;
using Messenger.Domain.Http;
using Messenger.Domain.People;
using Messenger.Front.Security;
using Messenger.Storage.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;

namespace Messenger.Front.People;

/// <summary>Who may sign in, and what he may do (R49).</summary>
internal static class UserEndpoints
{
    private const int DefaultLimit = 50;
    private const int LongestCursor = 256;

    /// <summary>Others change rights at the same time; so often is it tried on what they left.</summary>
    private const int Attempts = 10;

    public static void MapUsers(this IEndpointRouteBuilder api)
    {
        var users = api.MapGroup("").RequireAuthorization(Policies.Administrator).WithTags("Users");
        users.MapGet("/users", List).WithSummary("Who may sign in, by user name; search is a part of the user or display name, role one of agent, supervisor, administrator.");
        users.MapPost("/users", Post).WithSummary("Creates a user. The answer carries a one-time password, this once: it opens nothing but the choice of his own.");
        users.MapGet("/users/{userName}", Get).WithSummary("A user, his roles, and the campaigns he sees as a supervisor (null = all); the ETag is his concurrency stamp.");
        users.MapPut("/users/{userName}", Put)
            .WithSummary("Changes a user; what is left out stays. If-Match carries the ETag he was read with. Losing a role, or being disabled, ends his sessions.");
        users.MapPost("/users/{userName}/password", IssuePassword)
            .WithSummary("A new one-time password, in the answer this once; the old one, his lock and all his sessions end.");
    }

    internal static async Task<Results<Ok<UserList>, ValidationProblem>> List(
        PeopleQueries people, CancellationToken ct, string? search = null, string? role = null, string? cursor = null, string? limit = null)
    {
        var query = new QueryText();
        query.Cursor(nameof(cursor), cursor, text => text.Length <= LongestCursor);
        var filter = new UserFilter(
            search, query.OneOf(nameof(role), role, [.. RoleWord.All]), string.IsNullOrWhiteSpace(cursor) ? null : cursor, query.Number(nameof(limit), limit, DefaultLimit));
        return query.Faults.Count > 0 ? Problems.Invalid(query.Faults) : TypedResults.Ok(await people.List(filter, ct));
    }

    internal static async Task<Results<Ok<UserView>, ProblemHttpResult>> Get(
        string userName, PeopleStore store, UserManager<User> users, HttpResponse response, CancellationToken ct)
    {
        if (await store.Find(users.NormalizeName(userName), ct) is not { } moment)
        {
            return NoUser();
        }

        VersionTag.Set(response, moment.User.ConcurrencyStamp!);
        return TypedResults.Ok(View(moment.Person, moment.User));
    }

    internal static async Task<Results<Created<IssuedPassword>, ValidationProblem>> Post(
        NewUser user, ClaimsPrincipal by, PeopleStore store, UserManager<User> users, PeopleChanges changes, HttpResponse response, CancellationToken ct)
    {
        var (names, faults) = (await changes.CampaignNames(ct), new Faults());
        var person = UserEditing.Create(user, names.Keys.ToHashSet(StringComparer.Ordinal), faults);
        if (faults.Count > 0)
        {
            return Problems.Invalid(faults);
        }

        var password = OneTimePassword.New();
        var made = new User
        {
            UserName = person.UserName,
            NormalizedUserName = users.NormalizeName(person.UserName),
            DisplayName = person.DisplayName,
            Disabled = person.Disabled,
            LockoutEnabled = true,
        };
        changes.Issue(made, password);
        if (await store.Create(made, person, by.AsEditor(), PersonDifference.Of(null, person, names), changes.Now, ct) == SaveOutcome.Taken)
        {
            faults.Add("userName", Fault.Of(FaultCode.Taken));
            return Problems.Invalid(faults);
        }

        await changes.Tell(made, before: null, person);
        VersionTag.Set(response, made.ConcurrencyStamp!);
        return TypedResults.Created($"/api/users/{Uri.EscapeDataString(person.UserName)}", Issued(person, made, password, response));
    }

    internal static async Task<Results<Ok<UserView>, ValidationProblem, ProblemHttpResult>> Put(
        string userName, UserEdit edit, ClaimsPrincipal by, PeopleStore store, UserManager<User> users, PeopleChanges changes, HttpRequest request, HttpResponse response,
        CancellationToken ct)
    {
        var names = await changes.CampaignNames(ct);
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            if (await store.Find(users.NormalizeName(userName), ct) is not { } moment)
            {
                return NoUser();
            }

            if (VersionTag.Fault(request, moment.User.ConcurrencyStamp!) is { } fault)
            {
                return fault;
            }

            var faults = new Faults();
            var after = UserEditing.Apply(moment.Person, edit, names.Keys.ToHashSet(StringComparer.Ordinal), faults);
            if (faults.Count > 0)
            {
                return Problems.Invalid(faults);
            }

            if (UserEditing.ObstacleOf(moment.Person, after, by.AsEditor().UserName, moment.OtherAdministrators) is { } obstacle)
            {
                return Hindered(obstacle);
            }

            if (await Saved(moment, after, by.AsEditor(), names, store, changes, ct))
            {
                VersionTag.Set(response, moment.User.ConcurrencyStamp!);
                return TypedResults.Ok(View(after, moment.User));
            }
        }

        return VersionTag.Stale();
    }

    internal static async Task<Results<Ok<IssuedPassword>, ProblemHttpResult>> IssuePassword(
        string userName, ClaimsPrincipal by, PeopleStore store, UserManager<User> users, PeopleChanges changes, HttpResponse response, CancellationToken ct)
    {
        var password = OneTimePassword.New();
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            if (await store.Find(users.NormalizeName(userName), ct) is not { } moment)
            {
                return NoUser();
            }

            changes.Issue(moment.User, password);
            if (await store.Save(moment, moment.Person, AuditWord.Password, by.AsEditor(), PersonDifference.Password(), changes.Now, ct) == SaveOutcome.Saved)
            {
                await changes.Tell(moment.User, moment.Person, moment.Person);
                VersionTag.Set(response, moment.User.ConcurrencyStamp!);
                return TypedResults.Ok(Issued(moment.Person, moment.User, password, response));
            }
        }

        return VersionTag.Stale();
    }

    /// <summary>A save that changes nothing still tells what is saved: a first one that did not get through is repaired that way.</summary>
    private static async Task<bool> Saved(
        PersonMoment moment, Person after, Editor by, IReadOnlyDictionary<string, string> names, PeopleStore store, PeopleChanges changes, CancellationToken ct)
    {
        var before = moment.Person;
        var differences = PersonDifference.Of(before, after, names);
        if (UserEditing.EndsSessions(before, after))
        {
            moment.User.SecurityStamp = PeopleChanges.NewStamp();
        }

        if (differences.Count > 0 && await store.Save(moment, after, AuditWord.Settings, by, differences, changes.Now, ct) != SaveOutcome.Saved)
        {
            return false;
        }

        await changes.Tell(moment.User, before, after);
        return true;
    }

    private static UserView View(Person person, User user) =>
        new(person.UserName, person.DisplayName, person.Roles, person.Disabled, person.Campaigns, user.OneTimePassword);

    private static IssuedPassword Issued(Person person, User user, string password, HttpResponse response)
    {
        response.Headers.CacheControl = "no-store";
        return new IssuedPassword(View(person, user), password);
    }

    private static ProblemHttpResult Hindered(UserObstacle obstacle) => obstacle switch
    {
        UserObstacle.LastAdministrator => Problems.Of(Problems.LastAdministrator, StatusCodes.Status409Conflict, "Nobody would be left who can administer."),
        UserObstacle.Yourself => Problems.Of(Problems.NotYourself, StatusCodes.Status409Conflict, "Nobody disables himself."),
        _ => throw new NotSupportedException($"No answer for {obstacle}."),
    };

    private static ProblemHttpResult NoUser() => Problems.Of(Problems.NotFound, StatusCodes.Status404NotFound, "There is no such user.");
}
