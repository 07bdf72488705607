using System.Text.Json.Nodes;
using Messenger.Simulator.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Messenger.Simulator.Control;

/// <summary>How the simulated Meta behaves.</summary>
internal static class SettingEndpoints
{
    public static void MapSettings(this IEndpointRouteBuilder control)
    {
        control.MapGet("/settings", (SettingStore settings) => settings.Now).WithSummary("How the simulated Meta behaves");
        control.MapPatch("/settings", Change).Accepts<MetaSettings>("application/json").WithSummary("Changes the given members and leaves the others");
        control.MapDelete("/settings", (SettingStore settings) => settings.Reset()).WithSummary("Back to the defaults");
    }

    private static Results<Ok<MetaSettings>, ProblemHttpResult> Change(JsonObject changes, SettingStore settings)
    {
        var (merged, fault) = settings.Merge(changes);
        return merged is null ? Problems.Bad("bad-setting", fault!) : TypedResults.Ok(merged);
    }
}
