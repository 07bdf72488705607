using System.Globalization;
using Messenger.Bench.Routing;
using Messenger.Bench.Running;

namespace Messenger.Bench.Scenarios;

/// <summary>What a routing decision costs by how many wait, and how often an agent is offered what he cannot take.</summary>
internal static class Route
{
    private const int Few = 100;
    private const int Many = 10_000;

    /// <summary>Agents who finish at the same time.</summary>
    private const int AtOnce = 8;

    public static Task Run(BenchOptions options, Figures figures)
    {
        var (few, many) = (Measure(Few, options), Measure(Many, options));
        figures.Add("campaigns", Town.Campaigns);
        figures.Add("campaignsSharingAgents", Town.Sharing);
        figures.Add("agents", Town.Agents);
        figures.Add("finishingAtOnce", AtOnce);
        Add(figures, few, Few);
        Add(figures, many, Many);
        figures.Add("campaignDecisionRatio", many.Campaign / few.Campaign);
        figures.Add("agentDecisionRatio", many.Agent / few.Agent);
        return Task.CompletedTask;
    }

    private static void Add(Figures figures, Found found, int waiting)
    {
        figures.Add($"campaignDecisionMicroseconds{waiting}", found.Campaign);
        figures.Add($"agentDecisionMicroseconds{waiting}", found.Agent);
        figures.Add($"refusalsPerAssignment{waiting}", found.Refusals);
        figures.Add($"messagesPerAssignment{waiting}", found.Messages);
        figures.Add($"assignments{waiting}", found.Assignments);
    }

    private static Found Measure(int waiting, BenchOptions options)
    {
        var town = new Town(options.Seed);
        town.Fill(waiting);
        var found = new List<Found>();
        for (var run = 0; run <= options.Runs; run++)
        {
            town.Forget();
            var rounds = options.IsQuick ? 200 : 1_000;
            for (var round = 0; round < rounds; round++)
            {
                town.Work(AtOnce);
            }

            if (run > 0)
            {
                // The first one lets the runtime compile.
                found.Add(new Found(
                    town.CampaignEffort.MicrosecondsPerDecision, town.AgentEffort.MicrosecondsPerDecision,
                    (double)town.Refused / town.Assigned, (double)town.Messages / town.Assigned, town.Assigned));
                Terminal.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{town.Waiting,6} waiting: {found[^1]}"));
            }
        }

        return new Found(
            found.Select(f => f.Campaign).Median(), found.Select(f => f.Agent).Median(), found.Select(f => f.Refusals).Median(),
            found.Select(f => f.Messages).Median(), found.Sum(f => f.Assignments));
    }

    /// <param name="Campaign">Microseconds a decision, and so for the agent.</param>
    private sealed record Found(double Campaign, double Agent, double Refusals, double Messages, int Assignments);
}
