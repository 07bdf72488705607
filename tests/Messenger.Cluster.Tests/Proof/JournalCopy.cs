using Dapper;
using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Conversations;
using Messenger.Domain.Proof;
using Messenger.Domain.Shared;
using Messenger.Storage;
using Messenger.Storage.Journal;

namespace Messenger.Cluster.Tests.Proof;

/// <summary>All streams of a journal at one moment, decoded.</summary>
internal sealed class JournalCopy
{
    private readonly ILookup<string, JournalRow> _rows;

    private JournalCopy(IEnumerable<JournalRow> rows, IReadOnlyDictionary<string, long> heads)
    {
        _rows = rows.ToLookup(r => r.Stream);
        Heads = heads;
    }

    public IReadOnlyDictionary<string, long> Heads { get; }

    public IEnumerable<string> Campaigns => KeysOf("campaign/");

    public IEnumerable<string> Agents => KeysOf("agent/");

    public IEnumerable<string> Conversations => KeysOf("conversation/");

    public static Task<JournalCopy> Read(Database database) => database.ReadMoment(async connection =>
    {
        var rows = await connection.QueryAsync<JournalRow>(
            "SELECT stream AS Stream, version AS Version, at AS Milliseconds, facts AS Facts, content AS Content, view_version AS ViewVersion FROM journal ORDER BY stream, version");
        var heads = await connection.QueryAsync<(string Id, long Version)>("SELECT id, version FROM stream");
        return new JournalCopy(rows, heads.ToDictionary(h => h.Id, h => h.Version));
    });

    public IEnumerable<JournalRow> Rows(string stream) => _rows[stream];

    public IEnumerable<CampaignFact> FactsOfCampaign(string id) => Facts<CampaignFact>(Names.CampaignStream(id));

    public IEnumerable<AgentFact> FactsOfAgent(string id) => Facts<AgentFact>(Names.AgentStream(id));

    public IEnumerable<ConversationFact> FactsOfConversation(string key) => Facts<ConversationFact>(Names.ConversationStream(key));

    public CampaignState Campaign(string id) => Fold<CampaignState, CampaignCommand, CampaignFact, CampaignRules>(Names.CampaignStream(id), id);

    public AgentState Agent(string id) => Fold<AgentState, AgentCommand, AgentFact, AgentRules>(Names.AgentStream(id), id);

    public ConversationState Conversation(string key) =>
        Fold<ConversationState, ConversationCommand, ConversationFact, ConversationRules>(Names.ConversationStream(key), key);

    /// <summary>Everything, stream by stream.</summary>
    public void Walk(JournalProof proof)
    {
        foreach (var row in Heads.Keys.SelectMany(Rows))
        {
            var at = new JournalPoint(row.Stream, row.Version, DateTimeOffset.FromUnixTimeMilliseconds(row.Milliseconds));
            switch (row.Stream.Split('/')[0])
            {
                case "campaign":
                    FactCodec.Decode<CampaignFact>(row.Facts, row.Content).ToList().ForEach(fact => proof.Walk(at, fact));
                    break;
                case "agent":
                    FactCodec.Decode<AgentFact>(row.Facts, row.Content).ToList().ForEach(fact => proof.Walk(at, fact));
                    break;
                case "conversation":
                    FactCodec.Decode<ConversationFact>(row.Facts, row.Content).ToList().ForEach(fact => proof.Walk(at, fact));
                    break;
            }
        }
    }

    /// <summary>The state that the rules make of the facts, from the first on or from a state at a version.</summary>
    public TState Fold<TState, TCommand, TFact, TRules>(string stream, string key, TState? from = null, long version = 0)
        where TState : class
        where TRules : IRules<TState, TCommand, TFact>
    {
        var state = from ?? TRules.Initial(key);
        foreach (var row in Rows(stream).Where(r => r.Version > version))
        {
            foreach (var fact in FactCodec.Decode<TFact>(row.Facts, row.Content))
            {
                state = TRules.Apply(state, fact, DateTimeOffset.FromUnixTimeMilliseconds(row.Milliseconds));
            }
        }

        return state;
    }

    private IEnumerable<TFact> Facts<TFact>(string stream) => Rows(stream).SelectMany(r => FactCodec.Decode<TFact>(r.Facts, r.Content));

    private IEnumerable<string> KeysOf(string prefix) =>
        Heads.Keys.Where(s => s.StartsWith(prefix, StringComparison.Ordinal)).Select(s => s[prefix.Length..]);
}

internal sealed class JournalRow
{
    public string Stream { get; init; } = "";

    public long Version { get; init; }

    public long Milliseconds { get; init; }

    public string Facts { get; init; } = "";

    public string? Content { get; init; }

    public long ViewVersion { get; init; }
}
