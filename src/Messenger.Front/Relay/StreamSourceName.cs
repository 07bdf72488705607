using Messenger.Contracts;
using Messenger.Domain.Shared;

namespace Messenger.Front.Relay;

/// <summary>The kinds of grain whose streams are followed.</summary>
internal enum SourceKind
{
    Agent,
    Conversation,
    Board,
}

/// <summary>Names a grain to follow. Its stream may be renamed meanwhile (a board's new incarnation); this name stays.</summary>
internal readonly record struct StreamSourceName(SourceKind Kind, string Key)
{
    public static StreamSourceName Agent(string agentId) => new(SourceKind.Agent, agentId);

    public static StreamSourceName Conversation(string conversationKey) => new(SourceKind.Conversation, conversationKey);

    public static StreamSourceName Board(string campaignId) => new(SourceKind.Board, campaignId);

    /// <summary>The stream's name where it is known beforehand; a board tells its own.</summary>
    public string? FixedStream => Kind switch
    {
        SourceKind.Agent => Names.AgentStream(Key),
        SourceKind.Conversation => Names.ConversationStream(Key),
        SourceKind.Board or _ => null,
    };

    public IStreamSource Grain(IWorkerGrains grains) => Kind switch
    {
        SourceKind.Agent => grains.Get<IAgentGrain>(Key),
        SourceKind.Conversation => grains.Get<IConversationGrain>(Key),
        SourceKind.Board => grains.Get<IBoardGrain>(Key),
        _ => throw new InvalidOperationException($"No grain for {Kind}."),
    };
}
