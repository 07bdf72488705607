using Messenger.Console.Shared;
using MudBlazor;

namespace Messenger.Console.Agent;

/// <summary>A shape for each state, so that colour never stands alone.</summary>
public static class StatusIcons
{
    /// <summary>A call goes before everything else (R41).</summary>
    public static string Of(AgentStatus status, bool inCall) => inCall ? Icons.Material.Filled.Call : status.Condition switch
    {
        AgentCondition.Available => Icons.Material.Filled.CheckCircle,
        AgentCondition.Busy => Icons.Material.Filled.Forum,
        AgentCondition.BreakAvailable or AgentCondition.BreakBusy => BreakIcons.Of(status.Break?.Icon),
        _ => Icons.Material.Filled.PowerSettingsNew,
    };
}
