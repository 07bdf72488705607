using Messenger.Console.Shared;
using MudBlazor;

namespace Messenger.Console.Agent;

/// <summary>A shape for each state, so that colour never stands alone.</summary>
public static class StatusIcons
{
    public static string Of(AgentStatus status) => status.Condition switch
    {
        AgentCondition.Available => Icons.Material.Filled.CheckCircle,
        AgentCondition.Busy => Icons.Material.Filled.Forum,
        AgentCondition.BreakAvailable or AgentCondition.BreakBusy => BreakIcons.Of(status.BreakIcon),
        _ => Icons.Material.Filled.PowerSettingsNew,
    };
}
