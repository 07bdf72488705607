using System.Collections.ObjectModel;
using System.Security.Claims;
using Messenger.Contracts;
using Messenger.Domain.Configuration;
using Messenger.Domain.Http;
using Messenger.Domain.Shared;
using Messenger.Front.Security;
using Messenger.Storage.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Messenger.Front.Configuration;

/// <summary>What holds for all campaigns, what a desk offers, and who is on the demo's sign-in page.</summary>
internal static class ConfigurationEndpoints
{
    public static void MapConfiguration(this IEndpointRouteBuilder api)
    {
        api.MapGet("/configuration", Get).WithTags("Configuration")
            .WithSummary("Breaks, dispositions, canned responses, holidays and the voice rule; the ETag is their version.");
        api.MapPut("/configuration", Put).RequireAuthorization(Policies.Administrator).WithTags("Configuration")
            .WithSummary("Changes settings of the whole installation; what is left out stays, a list replaces the whole list. If-Match carries the ETag they were read with.");
    }

    public static void MapDemoPeople(this IEndpointRouteBuilder api) =>
        api.MapGet("/development/people", People).AllowAnonymous().ExcludeFromDescription();

    internal static async Task<Ok<ConfigurationView>> Get(ConfigurationQueries configuration, FrontOptions options, HttpResponse response, CancellationToken ct)
    {
        var settings = await configuration.Read(ct);
        VersionTag.Set(response, settings.Version);
        return TypedResults.Ok(View(settings, options));
    }

    internal static async Task<Results<Ok<ConfigurationView>, ValidationProblem, ProblemHttpResult>> Put(
        ConfigurationEdit edit, ClaimsPrincipal user, ConfigurationQueries configuration, IWorkerGrains grains, FrontOptions options, HttpRequest request,
        HttpResponse response, CancellationToken ct)
    {
        var before = await configuration.Read(ct);
        if (VersionTag.Fault(request, before.Version) is { } fault)
        {
            return fault;
        }

        var faults = new Faults();
        var settings = ConfigurationEditing.Apply(before, edit, faults);
        if (faults.Count > 0)
        {
            return Problems.Invalid(faults);
        }

        var saved = await grains.Get<IConfigurationGrain>(IConfigurationGrain.Key).Handle(
            new ConfigurationCommand.Save(settings, before.Version) { By = user.AsEditor() });
        if (saved is Answer.Refused)
        {
            return VersionTag.Stale();
        }

        VersionTag.Set(response, before.Version + 1);
        return TypedResults.Ok(View(settings, options));
    }

    internal static Ok<DemoPeople> People(FrontOptions options) =>
        TypedResults.Ok(new DemoPeople(options.DemoPeople, options.DemoPassword ?? "", options.SimulatorUrl ?? ""));

    private static ConfigurationView View(GlobalSettings settings, FrontOptions options) =>
        new(settings.Breaks, settings.Dispositions, settings.CannedResponses, options.SimulatorUrl)
        {
            NeedsVoice = settings.NeedsVoice,
            Holidays = settings.Holidays,
            HolidayNames = settings.HolidayNames ?? ReadOnlyDictionary<string, string>.Empty,
            PasswordContact = settings.PasswordContact,
            ExternalAddress = settings.ExternalAddress,
        };
}
