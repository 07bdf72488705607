using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Messenger.Simulator.Control;

/// <summary>Refusals of the control API, each with a stable type.</summary>
internal static class Problems
{
    public static ProblemHttpResult NotFound(string what, string id) =>
        TypedResults.Problem($"There is no {what} '{id}' here.", statusCode: StatusCodes.Status404NotFound, type: "unknown-" + what);

    public static ProblemHttpResult Empty() =>
        TypedResults.Problem("A message needs at least one character that is not a space, or an attachment.", statusCode: StatusCodes.Status400BadRequest, type: "empty-text");

    public static ProblemHttpResult Bad(string type, string detail) => TypedResults.Problem(detail, statusCode: StatusCodes.Status400BadRequest, type: type);

    public static ProblemHttpResult Conflict(string type, string detail) => TypedResults.Problem(detail, statusCode: StatusCodes.Status409Conflict, type: type);
}
