using Messenger.Domain.Http;
using Messenger.Storage.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Messenger.Front.Configuration;

/// <summary>What a desk offers, and who is on the demo's sign-in page.</summary>
internal static class ConfigurationEndpoints
{
    public static void MapConfiguration(this IEndpointRouteBuilder api) =>
        api.MapGet("/configuration", Get).WithTags("Configuration").WithSummary("Breaks, dispositions and canned responses.");

    public static void MapDemoPeople(this IEndpointRouteBuilder api) =>
        api.MapGet("/development/people", People).AllowAnonymous().ExcludeFromDescription();

    internal static async Task<Ok<ConfigurationView>> Get(ConfigurationQueries configuration, FrontOptions options, CancellationToken ct)
    {
        var settings = await configuration.Read(ct);
        return TypedResults.Ok(new ConfigurationView(settings.Breaks, settings.Dispositions, settings.CannedResponses, options.SimulatorUrl));
    }

    internal static Ok<DemoPeople> People(FrontOptions options) =>
        TypedResults.Ok(new DemoPeople(options.DemoPeople, options.DemoPassword ?? "", options.SimulatorUrl ?? ""));
}
