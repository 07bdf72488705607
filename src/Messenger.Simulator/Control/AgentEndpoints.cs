using Messenger.Simulator.Calls;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Messenger.Simulator.Control;

public sealed record CallChange(bool InCall);

/// <summary>The phone system beside Messenger.</summary>
internal static class AgentEndpoints
{
    public static void MapAgents(this IEndpointRouteBuilder control)
    {
        control.MapGet("/agents", (SimulatorOptions options) => options.Agents).WithSummary("Agents that have a switch on the page");
        control.MapPut("/agents/{userName}/call", (string userName, CallChange change, AgentCalls calls, CancellationToken ct) => calls.Set(userName, change.InCall, ct))
            .WithSummary("Tells the product that an agent is in a call or not; gives the product's answer as it came");
    }
}
