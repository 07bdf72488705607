using Messenger.Contracts;
using Messenger.Domain.Shared;

namespace Messenger.Front.Relay;

/// <summary>The kinds of grain whose streams are followed.</summary>
internal enum SourceKind
{
    Agent,
    Conversation,
    Board,
    PullList,
    CampaignTable,
    Activation,
}

/// <summary>Names a grain to follow. Its stream may be renamed meanwhile (a board's new incarnation); this name stays.</summary>
internal readonly record struct StreamSourceName(SourceKind Kind, string Key)
{
    public static StreamSourceName Agent(string agentId) => new(SourceKind.Agent, agentId);

    public static StreamSourceName Conversation(string conversationKey) => new(SourceKind.Conversation, conversationKey);

    public static StreamSourceName Board(string campaignId) => new(SourceKind.Board, campaignId);

    public static StreamSourceName PullList(string campaignId) => new(SourceKind.PullList, campaignId);

    public static StreamSourceName CampaignTable { get; } = new(SourceKind.CampaignTable, ICampaignTableGrain.Key);

    public static StreamSourceName Activation(string activationId) => new(SourceKind.Activation, activationId);

    /// <summary>The stream's name where it is known beforehand; what lives in memory tells its own.</summary>
    public string? FixedStream => Kind switch
    {
        SourceKind.Agent => Names.AgentStream(Key),
        SourceKind.Conversation => Names.ConversationStream(Key),
        SourceKind.Activation => Names.ActivationStream(Key),
        SourceKind.Board or SourceKind.PullList or SourceKind.CampaignTable or _ => null,
    };

    public IStreamSource Grain(IWorkerGrains grains) => Kind switch
    {
        SourceKind.Agent => grains.Get<IAgentGrain>(Key),
        SourceKind.Conversation => grains.Get<IConversationGrain>(Key),
        SourceKind.Board => grains.Get<IBoardGrain>(Key),
        SourceKind.PullList => grains.Get<IPullListGrain>(Key),
        SourceKind.Activation => grains.Get<IActivationGrain>(Key),
        SourceKind.CampaignTable => grains.Get<ICampaignTableGrain>(Key),
        _ => throw new InvalidOperationException($"No grain for {Kind}."),
    };
}
