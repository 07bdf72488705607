using Messenger.Domain.Http;
using Messenger.Domain.Hubs;

namespace Messenger.Console.Agent;

/// <summary>Why nothing arrives at an empty desk.</summary>
/// <param name="Key">Offline, Break, NoCampaign, Closed, Disabled or Ready.</param>
/// <param name="Names">The campaigns the reason speaks of, or the break.</param>
public sealed record EmptyReason(string Key, IReadOnlyList<string> Names)
{
    /// <param name="campaigns">Null while they are not known: then nothing is claimed about them.</param>
    public static EmptyReason Of(AgentView agent, IReadOnlyList<CampaignItem>? campaigns)
    {
        if (agent.Status != "available")
        {
            return new("Offline", []);
        }

        if (agent.Break is { } rest)
        {
            return new("Break", [rest.Name]);
        }

        var served = campaigns?.Where(c => c.Type == "messenger").ToList();
        if (served is { Count: 0 })
        {
            return new("NoCampaign", []);
        }

        if (served is null || served.Any(c => c.Enabled && c.OpenNow))
        {
            return new("Ready", served?.Where(c => c.Enabled && c.OpenNow).Select(c => c.Name).ToList() ?? []);
        }

        return served.Any(c => c.Enabled)
            ? new("Closed", served.Where(c => c.Enabled).Select(c => c.Name).ToList())
            : new("Disabled", served.Select(c => c.Name).ToList());
    }
}
