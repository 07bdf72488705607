using CsCheck;
using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Conversations;
using Messenger.Domain.Replay;
using Messenger.Domain.Shared;
using Messenger.Storage.Journal;

namespace Messenger.Domain.Tests.Races;

/// <summary>What is left of a world when it is over: its journals, lived once more.</summary>
internal sealed partial class World
{
    /// <summary>One of the worlds that <see cref="RaceTests"/> runs, lived to its end.</summary>
    public static World Number(int number)
    {
        World? told = null;
        Schedule.Any.Sample(s => { told = Through(s); }, seed: RaceTests.SeedOf((ulong)number), iter: 1, threads: 1);
        return told!;
    }

    public IEnumerable<ReplayReport> Replay() =>
    [
        .. Campaigns.Select(c => c.Replay<CampaignOrigins>()),
        .. Agents.Select(a => a.Replay<AgentOrigins>()),
        .. Conversations.Select(c => c.Replay<ConversationOrigins>()),
    ];

    public IEnumerable<Told<CampaignState, CampaignCommand, CampaignFact, CampaignRules>> Campaigns => _campaigns.Append(_voice).Select(c => c.Told());

    public IEnumerable<Told<AgentState, AgentCommand, AgentFact, AgentRules>> Agents => _agents.Select(a => a.Told());

    public IEnumerable<Told<ConversationState, ConversationCommand, ConversationFact, ConversationRules>> Conversations => _conversations.Select(c => c.Told());

    private void IsToldTheSameAgain() => Assert.Empty(Replay().SelectMany(r => r.Differences).Take(3));
}

/// <summary>The whole journal of one stream.</summary>
internal sealed record Told<TState, TCommand, TFact, TRules>(string Stream, string Key, IReadOnlyList<(IReadOnlyList<TFact> Facts, DateTimeOffset At)> Rows)
    where TState : class
    where TFact : class
    where TRules : IRules<TState, TCommand, TFact>
{
    public ReplayReport Replay<TOrigins>()
        where TOrigins : IOrigins<TState, TCommand, TFact>
    {
        var replay = new StreamReplay<TState, TCommand, TFact, TRules, TOrigins>(Stream, Key, FactCodec.TextOf);
        for (var n = 0; n < Rows.Count; n++)
        {
            replay.Walk(n + 1, Rows[n].At, Rows[n].Facts);
        }

        return replay.Report();
    }

    /// <summary>The same with one fact altered, or left out; null = nothing here can be.</summary>
    /// <param name="version">The row in which it stands.</param>
    public Told<TState, TCommand, TFact, TRules>? With(Func<TFact, bool> which, Func<TFact, TFact?> change, out long version)
    {
        for (var n = 0; n < Rows.Count; n++)
        {
            var (facts, at) = Rows[n];
            var index = facts.ToList().FindIndex(f => which(f));
            if (index >= 0 && (change(facts[index]) is not null || facts.Count > 1))
            {
                version = n + 1;
                TFact[] put = change(facts[index]) is { } altered ? [altered] : [];
                return this with { Rows = [.. Rows.Take(n), ([.. facts.Take(index), .. put, .. facts.Skip(index + 1)], at), .. Rows.Skip(n + 1)] };
            }
        }

        version = 0;
        return null;
    }
}
