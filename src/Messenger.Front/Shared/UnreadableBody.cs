using System.Text.Json;
using Messenger.Domain.Http;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Messenger.Front;

/// <summary>A body that cannot be read is the caller's fault, never ours; where JSON tells at which field it is, that one is named.</summary>
internal sealed class UnreadableBody(IProblemDetailsService problems) : IExceptionHandler
{
    private const string Root = "$.";

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not BadHttpRequestException fault)
        {
            return false;
        }

        if (fault.InnerException is JsonException { Path: { } path } && path.StartsWith(Root, StringComparison.Ordinal))
        {
            var faults = new Faults();
            faults.Add(path[Root.Length..], Fault.Of(FaultCode.Unreadable));
            await Problems.Invalid(faults).ExecuteAsync(httpContext);
            return true;
        }

        httpContext.Response.StatusCode = fault.StatusCode;
        return await problems.TryWriteAsync(new ProblemDetailsContext { HttpContext = httpContext, ProblemDetails = { Status = fault.StatusCode } });
    }
}
