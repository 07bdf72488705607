using Messenger.Domain.Http;
using Messenger.Domain.Hubs;

namespace Messenger.Console.Agent;

/// <summary>Why nothing arrives at an empty desk.</summary>
/// <param name="Key">Offline, Break, NoCampaign, Voice, Closed, Disabled, Call, Pull or Ready.</param>
/// <param name="Names">The campaigns the reason speaks of, or the break.</param>
public sealed record EmptyReason(string Key, IReadOnlyList<string> Names)
{
    /// <param name="campaigns">Null while they are not known: then nothing is claimed about them.</param>
    public static EmptyReason Of(AgentView agent, IReadOnlyList<CampaignSummary>? campaigns)
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

        if (agent.Withheld is not null)
        {
            return new("Voice", []);
        }

        if (served is null)
        {
            return new("Ready", []);
        }

        if (served.Where(c => c.Enabled && c.OpenNow).ToList() is { Count: > 0 } open)
        {
            var chooses = open.All(c => agent.Pulls.Any(pull => pull.CampaignId == c.Id));
            return agent.InCall && !chooses ? new("Call", []) : new(chooses ? "Pull" : "Ready", [.. open.Select(c => c.Name)]);
        }

        return served.Any(c => c.Enabled)
            ? new("Closed", served.Where(c => c.Enabled).Select(c => c.Name).ToList())
            : new("Disabled", served.Select(c => c.Name).ToList());
    }
}
