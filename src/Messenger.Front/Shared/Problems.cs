using Messenger.Domain.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Messenger.Front;

/// <summary>The stable types of RFC 9457 problem details; a client acts on the type, never on the text.</summary>
internal static class Problems
{
    public const string Validation = "/problems/validation";
    public const string SignInRefused = "/problems/sign-in-refused";
    public const string LockedOut = "/problems/locked-out";
    public const string TooManyAttempts = "/problems/too-many-attempts";
    public const string PasswordChangeRequired = "/problems/password-change-required";
    public const string LastAdministrator = "/problems/last-administrator";
    public const string NotYourself = "/problems/not-yourself";
    public const string NotFound = "/problems/not-found";
    public const string NotYours = "/problems/not-yours";
    public const string CrossOrigin = "/problems/cross-origin";
    public const string TagMissing = "/problems/tag-missing";
    public const string Stale = "/problems/stale";
    public const string Taken = "/problems/taken";
    public const string OpenInteractions = "/problems/open-interactions";
    public const string HasChats = "/problems/has-chats";
    public const string NotMultipart = "/problems/not-multipart";
    public const string FileMissing = "/problems/file-missing";
    public const string SeveralFiles = "/problems/several-files";
    public const string FileEmpty = "/problems/file-empty";
    public const string FileTooLarge = "/problems/file-too-large";
    public const string BrokenUpload = "/problems/broken-upload";
    public const string TakesTooLong = "/problems/takes-too-long";
    public const string NoExternalAddress = "/problems/no-external-address";
    public const string StateRefused = "/problems/state-refused";
    public const string NotChoosable = "/problems/not-choosable";
    public const string NotAsked = "/problems/facebook-not-asked";
    public const string NotStored = "/problems/not-stored";

    public static ProblemHttpResult Of(string type, int status, string title) => TypedResults.Problem(type: type, statusCode: status, title: title);

    /// <summary>Each field's fault as a sentence in <c>errors</c>, and in <c>faults</c> as a word with its figures, for screens in other languages.</summary>
    public static ValidationProblem Invalid(Faults faults) => TypedResults.ValidationProblem(
        faults.Fields.ToDictionary(f => f.Key, f => new[] { f.Value.ToString() }, StringComparer.Ordinal),
        type: Validation, title: "Some fields are not valid.",
        extensions: [new("faults", faults.Fields.ToDictionary(f => f.Key, f => f.Value, StringComparer.Ordinal))]);

    /// <summary>Whoever is removed has chats: the question what becomes of them has to be answered. They are named in <c>members</c>.</summary>
    public static ProblemHttpResult AsksForRemoval(IReadOnlyList<MemberChats> members) => TypedResults.Problem(
        type: HasChats, statusCode: StatusCodes.Status409Conflict, title: "Some of those who are removed have chats: onRemoval has to be finish or requeue.",
        extensions: [new("members", members)]);

    public static ValidationProblem Invalid(string field, string rule) => Invalid(new Dictionary<string, string[]> { [field] = [rule] });

    public static ValidationProblem Invalid(Dictionary<string, string[]> fields) =>
        TypedResults.ValidationProblem(fields, type: Validation, title: "Some fields are not valid.");
}
