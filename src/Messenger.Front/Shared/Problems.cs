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
    public const string NotFound = "/problems/not-found";
    public const string CrossOrigin = "/problems/cross-origin";
    public const string TagMissing = "/problems/tag-missing";
    public const string Stale = "/problems/stale";
    public const string Taken = "/problems/taken";
    public const string NotMultipart = "/problems/not-multipart";
    public const string FileMissing = "/problems/file-missing";
    public const string SeveralFiles = "/problems/several-files";
    public const string FileEmpty = "/problems/file-empty";
    public const string FileTooLarge = "/problems/file-too-large";
    public const string BrokenUpload = "/problems/broken-upload";
    public const string NotStored = "/problems/not-stored";

    public static ProblemHttpResult Of(string type, int status, string title) => TypedResults.Problem(type: type, statusCode: status, title: title);

    public static ValidationProblem Invalid(Dictionary<string, string[]> fields) =>
        TypedResults.ValidationProblem(fields, type: Validation, title: "Some fields are not valid.");
}
