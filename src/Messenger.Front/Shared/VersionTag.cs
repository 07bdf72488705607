using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Messenger.Front;

/// <summary>
/// The version of what is edited, as its ETag. Two who edit at once: the second one's If-Match is out of date, and nothing is overwritten.
/// </summary>
internal static class VersionTag
{
    public static void Set(HttpResponse response, int version) => Set(response, Of(version));

    /// <param name="stamp">Of letters and digits.</param>
    public static void Set(HttpResponse response, string stamp) => response.Headers.ETag = Quoted(stamp);

    /// <summary>Why a change cannot be based on this version; null = it is.</summary>
    public static ProblemHttpResult? Fault(HttpRequest request, int version) => Fault(request, Of(version));

    public static ProblemHttpResult? Fault(HttpRequest request, string stamp) => request.Headers.IfMatch is not [{ Length: > 0 } tag]
        ? Problems.Of(Problems.TagMissing, StatusCodes.Status428PreconditionRequired, "If-Match has to carry the ETag of what was edited.")
        : tag != Quoted(stamp) ? Stale() : null;

    public static ProblemHttpResult Stale() =>
        Problems.Of(Problems.Stale, StatusCodes.Status412PreconditionFailed, "Somebody else changed this meanwhile; read it again.");

    private static string Of(int version) => version.ToString(CultureInfo.InvariantCulture);

    private static string Quoted(string stamp) => $"\"{stamp}\"";
}
