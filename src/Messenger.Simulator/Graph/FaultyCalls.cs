using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace Messenger.Simulator.Graph;

/// <summary>Plays a planned fault on a call.</summary>
internal sealed class FaultyCalls(FaultPlan faults, TimeProvider clock, IHostApplicationLifetime life)
{
    /// <summary>Takes the fault that waits for such a call. Ended: the answer is already written or the connection gone. Fault: what the caller still has to play.</summary>
    public async Task<(bool Ended, Fault? Fault)> Meet(HttpContext http, string? pageId, FaultTarget on)
    {
        var fault = faults.Take(pageId, on, out var whenCleared);
        switch (fault?.Kind)
        {
            case FaultKind.Error:
                await new GraphError(fault.Code, fault.Subcode, $"(#{fault.Code}) Planned fault of the simulator").Write(http);
                return (true, fault);
            case FaultKind.Html:
                http.Response.StatusCode = StatusCodes.Status502BadGateway;
                http.Response.ContentType = "text/html; charset=utf-8";
                await http.Response.WriteAsync("<!DOCTYPE html><title>Error</title><h1>Sorry, something went wrong.</h1>");
                return (true, fault);
            case FaultKind.Hang:
                await UntilLetGo(http, whenCleared);
                return (true, fault);
            case FaultKind.Slow:
                await Task.Delay(TimeSpan.FromSeconds(fault.Seconds ?? 8), clock, http.RequestAborted);
                return (false, null);
            default:
                return (false, fault);
        }
    }

    private async Task UntilLetGo(HttpContext http, CancellationToken whenCleared)
    {
        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (http.RequestAborted.UnsafeRegister(static s => ((TaskCompletionSource)s!).TrySetResult(), end))
        await using (life.ApplicationStopping.UnsafeRegister(static s => ((TaskCompletionSource)s!).TrySetResult(), end))
        await using (whenCleared.UnsafeRegister(static s => ((TaskCompletionSource)s!).TrySetResult(), end))
        {
            await end.Task;
        }

        http.Abort();
    }
}
