using Messenger.Domain.Activations;
using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Configuration;
using Messenger.Domain.Conversations;
using Messenger.Domain.Pages;
using Messenger.Domain.Replay;
using Messenger.Storage.Journal;

namespace Messenger.Domain.Tests.Replay;

/// <summary>Every decision of every test about rules is taken a second time, from its facts alone.</summary>
internal sealed class StoryReplay<TFact>(string key)
    where TFact : class
{
    private readonly IStreamReplay<TFact> _replay = (IStreamReplay<TFact>)Of(key);
    private long _version;

    public void Follows(IReadOnlyList<TFact> facts, DateTimeOffset at)
    {
        var before = _replay.Report().DifferenceCount;
        _replay.Walk(++_version, at, facts);
        var report = _replay.Report();
        Assert.True(report.DifferenceCount == before, report.Differences is [.., var last] ? last.ToString() : "");
    }

    /// <summary>A fact without a decision.</summary>
    public void Happens(TFact fact, DateTimeOffset at) => _replay.Walk(++_version, at, [fact]);

    private static object Of(string key) => typeof(TFact).Name switch
    {
        nameof(CampaignFact) => new StreamReplay<CampaignState, CampaignCommand, CampaignFact, CampaignRules, CampaignOrigins>("campaign/" + key, key, FactCodec.TextOf),
        nameof(AgentFact) => new StreamReplay<AgentState, AgentCommand, AgentFact, AgentRules, AgentOrigins>("agent/" + key, key, FactCodec.TextOf),
        nameof(ConversationFact) =>
            new StreamReplay<ConversationState, ConversationCommand, ConversationFact, ConversationRules, ConversationOrigins>("conversation/" + key, key, FactCodec.TextOf),
        nameof(ActivationFact) =>
            new StreamReplay<ActivationState, ActivationCommand, ActivationFact, ActivationRules, ActivationOrigins>("activation/" + key, key, FactCodec.TextOf),
        nameof(PageFact) => new StreamReplay<PageState, PageCommand, PageFact, PageRules, PageOrigins>("page/" + key, key, FactCodec.TextOf),
        _ => new StreamReplay<ConfigurationState, ConfigurationCommand, ConfigurationFact, ConfigurationRules, ConfigurationOrigins>(key, key, FactCodec.TextOf),
    };
}
