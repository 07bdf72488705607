using System.Data.Common;
using Dapper;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Conversations;
using Messenger.Domain.Explaining;
using Messenger.Domain.Http;
using Messenger.Domain.Shared;
using Messenger.Storage.Journal;
using Messenger.Storage.Recordings;
using Messenger.Storage.Shared;

namespace Messenger.Storage.Explaining;

/// <summary>Why an interaction went to whom it went, or is offered to nobody: recomputed from the journal each time it is asked.</summary>
public sealed class WhyQueries(Database database, RecordingQueries recordings)
{
    /// <summary>Offers of which each member's own stream is read too; one that was refused a hundred times has its reasons shorter.</summary>
    private const int GlancesAtMost = 60;

    /// <summary>A campaign hears of an interaction after it opened; clocks of two silos differ by less.</summary>
    private static readonly TimeSpan ClocksDiffer = TimeSpan.FromMinutes(1);

    private readonly CampaignPasts _pasts = new();

    /// <summary>Null when there is no such interaction.</summary>
    public async Task<ExplainedInteraction?> Of(string interactionId, DateTimeOffset now, CancellationToken ct = default)
    {
        if (await recordings.Find(interactionId, ct) is not { } interaction)
        {
            return null;
        }

        return await database.Read(
            async connection =>
            {
                var parts = new List<ExplainedCampaign>();
                foreach (var campaignId in await CampaignsOf(connection, interaction, ct))
                {
                    var (name, steps) = await Explain(connection, campaignId, interaction, now, ct);
                    parts.Add(new ExplainedCampaign(campaignId, name, steps));
                }

                return new ExplainedInteraction(interaction, parts, await NamesOf(connection, parts.SelectMany(p => p.Steps), ct));
            },
            ct);
    }

    /// <summary>What was only rehearsed, with what the members' own streams know better than their campaign, and their names.</summary>
    public Task<ExplainedRehearsal> Of(string campaignId, Rehearsal rehearsal, CancellationToken ct = default) => database.Read(
        async connection =>
        {
            var steps = await WithGlances(connection, campaignId, [.. rehearsal.Steps], ct);
            return new ExplainedRehearsal(rehearsal with { Steps = steps }, await NamesOf(connection, steps, ct));
        },
        ct);

    /// <summary>Where it came first, and every other campaign that an agent of its got it from or in whose queue it stands.</summary>
    private static async Task<IReadOnlyList<string>> CampaignsOf(DbConnection connection, RecordingItem interaction, CancellationToken ct)
    {
        var stream = Names.ConversationStream(Names.ConversationKey(interaction.PageId, interaction.CustomerId));
        var owned = await connection.QueryAsync<string>(new CommandDefinition(
            "SELECT facts FROM journal WHERE stream = @stream AND at >= @From AND facts LIKE '%\"owned/1\"%' ORDER BY version",
            new { stream, From = (interaction.OpenedAt - ClocksDiffer).ToUnixTimeMilliseconds() },
            cancellationToken: ct));
        var from = owned.SelectMany(facts => FactCodec.Decode<ConversationFact>(facts, null)).OfType<ConversationFact.Owned>()
            .Where(f => f.InteractionId == interaction.Id).Select(f => f.Lease.CampaignId);
        var queued = await connection.QueryAsync<string>(new CommandDefinition(
            "SELECT q.campaign_id FROM campaign c JOIN queue_entry q ON q.campaign_id = c.id AND q.interaction_id = @Id", new { interaction.Id }, cancellationToken: ct));
        return [.. from.Prepend(interaction.CampaignId).Concat(queued).Distinct()];
    }

    private async Task<(string Name, IReadOnlyList<Explained> Steps)> Explain(
        DbConnection connection, string campaignId, RecordingItem interaction, DateTimeOffset now, CancellationToken ct)
    {
        var explanation = new CampaignExplanation(_pasts.Before(campaignId, interaction.OpenedAt - ClocksDiffer), interaction.Id);
        var rows = connection.QueryUnbufferedAsync<Row>(
            "SELECT version, at, facts FROM journal WHERE stream = @Stream AND version > @Version ORDER BY version",
            new { Stream = Names.CampaignStream(campaignId), explanation.Past.Version });
        var walked = 0;
        await foreach (var row in rows.WithCancellation(ct))
        {
            var facts = FactCodec.Decode<CampaignFact>(row.Facts, null);
            explanation.Walk(row.Version, UnixTime.Instant(row.At), facts);
            walked += facts.Count;
            if (walked >= CampaignPasts.Apart)
            {
                _pasts.Keep(explanation.Past);
                walked = 0;
            }

            if (explanation.IsOver && UnixTime.Instant(row.At) > interaction.EndedAt)
            {
                break;
            }
        }

        IEnumerable<Explained> steps = explanation.Now(now) is { } waits ? [.. explanation.Steps, waits] : explanation.Steps;
        return (explanation.Past.State.Settings.Name, await WithGlances(connection, campaignId, [.. steps], ct));
    }

    private static async Task<IReadOnlyList<Explained>> WithGlances(DbConnection connection, string campaignId, List<Explained> steps, CancellationToken ct)
    {
        var left = GlancesAtMost;
        for (var n = 0; n < steps.Count; n++)
        {
            steps[n] = steps[n] switch
            {
                Explained.Offered f => f with { Members = await Improved(f.Members, f.At) },
                Explained.Waits f => f with { Members = await Improved(f.Members, f.At) },
                var other => other,
            };
        }

        return steps;

        async Task<IReadOnlyList<MemberVerdict>> Improved(IReadOnlyList<MemberVerdict> members, DateTimeOffset at)
        {
            var improved = new List<MemberVerdict>(members.Count);
            foreach (var member in members)
            {
                improved.Add(member.HadNoRoom && left-- > 0 ? (await AgentGlances.At(connection, member.AgentId, campaignId, at, ct)).Improve(member) : member);
            }

            return improved;
        }
    }

    private static async Task<IReadOnlyDictionary<string, string>> NamesOf(DbConnection connection, IEnumerable<Explained> steps, CancellationToken ct)
    {
        var named = steps.SelectMany(AgentsIn).ToHashSet();
        var rows = await connection.QueryAsync<(string Id, string Name)>(new CommandDefinition("SELECT id, display_name FROM user_account", cancellationToken: ct));
        return rows.Where(r => named.Contains(r.Id)).ToDictionary(r => r.Id, r => r.Name);
    }

    private static IEnumerable<string> AgentsIn(Explained step) => step switch
    {
        Explained.Offered f => f.Members.Select(m => m.AgentId).Append(f.AgentId),
        Explained.OfferEnded f => [f.AgentId],
        Explained.Waits f => f.Members.Select(m => m.AgentId),
        _ => [],
    };

    private sealed class Row
    {
        public long Version { get; init; }
        public long At { get; init; }
        public string Facts { get; init; } = "";
    }
}

/// <summary>All that campaigns did about an interaction.</summary>
/// <param name="Names">Display names by agent id; who is no user any more is missing.</param>
public sealed record ExplainedInteraction(RecordingItem Interaction, IReadOnlyList<ExplainedCampaign> Campaigns, IReadOnlyDictionary<string, string> Names);

/// <param name="Names">As of <see cref="ExplainedInteraction"/>.</param>
public sealed record ExplainedRehearsal(Rehearsal Rehearsal, IReadOnlyDictionary<string, string> Names);

public sealed record ExplainedCampaign(string Id, string Name, IReadOnlyList<Explained> Steps);
