using Messenger.Domain.Activations;
using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Configuration;
using Messenger.Domain.Conversations;
using Messenger.Domain.Explaining;
using Messenger.Domain.Pages;
using Messenger.Domain.Shared;
using Orleans.Concurrency;

namespace Messenger.Contracts;

/// <summary>A grain whose visible facts can be followed, version by version.</summary>
public interface IStreamSource : IGrainWithStringKey
{
    /// <summary>Register a front silo's interest for 15 s (renew each 5 s) and learn the stream's head: the tail probe.</summary>
    /// <param name="front">The front silo's instance name, the key of its Orleans stream.</param>
    [ResponseTimeout("00:00:05")]
    Task<StreamHead> Watch(string front);

    /// <summary>What happened after <paramref name="since"/>, or the whole state when that is null, too old or of another incarnation.</summary>
    [ResponseTimeout("00:00:05")]
    Task<StreamPage> Read(string? stream, long? since);
}

/// <summary>A domain grain: a journal, rules and obligations (the machinery is DeciderGrain).</summary>
public interface IWakeable : IGrainWithStringKey
{
    /// <summary>Be in memory: obligations are sent again and the due time is armed.</summary>
    [ResponseTimeout("00:00:05")]
    Task Wake();
}

/// <summary>One customer of one Page; the key is pageId:psid.</summary>
[Alias("messenger.conversation")]
public interface IConversationGrain : IStreamSource, IWakeable
{
    /// <summary>Decide, commit, answer. A repeat with the same <paramref name="commandId"/> gets the first answer.</summary>
    [ResponseTimeout("00:00:05")]
    Task<Answer> Handle(ConversationCommand command, string? commandId = null);

    /// <summary>Several events of one webhook, in their order; returns when all are committed.</summary>
    [ResponseTimeout("00:00:05")]
    Task Receive([Immutable] IReadOnlyList<ConversationCommand.Receive> events);

    /// <summary>Show the customer that somebody types. Not stored; refused (false) when the interaction is not his.</summary>
    Task<bool> Typing(string interactionId, string agentId);
}

/// <summary>One agent; the key is the user's id.</summary>
[Alias("messenger.agent")]
public interface IAgentGrain : IStreamSource, IWakeable
{
    [ResponseTimeout("00:00:05")]
    Task<Answer> Handle(AgentCommand command, string? commandId = null);

    /// <summary>A desk connection opened, or is still there: call at once and each 5 s; unrenewed for 15 s it counts as lost.</summary>
    /// <param name="sessionId">The sign-in session; a new one makes him available.</param>
    [ResponseTimeout("00:00:05")]
    Task Connected(string connectionId, string sessionId);

    [ResponseTimeout("00:00:05")]
    Task Disconnected(string connectionId);
}

/// <summary>One campaign; the key is its id.</summary>
[Alias("messenger.campaign")]
public interface ICampaignGrain : IWakeable
{
    [ResponseTimeout("00:00:05")]
    Task<Answer> Handle(CampaignCommand command, string? commandId = null);

    /// <summary>What would happen to a customer who wrote for the first time now (R27); nothing of it is committed.</summary>
    [ResponseTimeout("00:00:05")]
    Task<Rehearsal> Rehearse();
}

/// <summary>The settings of the whole installation; the key is <see cref="Key"/>.</summary>
[Alias("messenger.configuration")]
public interface IConfigurationGrain : IWakeable
{
    const string Key = "global";

    [ResponseTimeout("00:00:05")]
    Task<Answer> Handle(ConfigurationCommand command, string? commandId = null);
}

/// <summary>One attempt to connect a campaign with a Page; the key is its id.</summary>
[Alias("messenger.activation")]
public interface IActivationGrain : IStreamSource, IWakeable
{
    [ResponseTimeout("00:00:05")]
    Task<Answer> Handle(ActivationCommand command, string? commandId = null);
}

/// <summary>How one Page fares at Meta; the key is its id.</summary>
[Alias("messenger.page")]
public interface IPageGrain : IWakeable
{
    [ResponseTimeout("00:00:05")]
    Task<Answer> Handle(PageCommand command, string? commandId = null);
}

/// <summary>Looks after all connected Pages; the key is <see cref="Key"/>. It decides nothing: what it finds is told to the Page.</summary>
[Alias("messenger.page-watch")]
public interface IPageWatchGrain : IGrainWithStringKey
{
    const string Key = "all";

    /// <summary>Looks at those whose last look is long ago; returns before it has.</summary>
    Task Run();

    /// <summary>Looks at this one now and returns when its Page was told.</summary>
    /// <returns>False = no enabled campaign has it, or Facebook could not be asked.</returns>
    [ResponseTimeout("00:00:40")]
    Task<bool> Look(string pageId);
}

/// <summary>The live board of one campaign; the key is the campaign's id. Only an observer: it decides nothing.</summary>
[Alias("messenger.board")]
public interface IBoardGrain : IStreamSource
{
    /// <summary>Something of this campaign changed; the board looks again, at most four times a second.</summary>
    [OneWay]
    Task Changed();
}

/// <summary>Those who wait in a campaign whose agents take for themselves; the key is its id. Only an observer: it decides nothing.</summary>
[Alias("messenger.pull-list")]
public interface IPullListGrain : IStreamSource
{
    /// <summary>Something of this campaign's line changed; the list is looked at again, at most four times a second.</summary>
    [OneWay]
    Task Changed();
}

/// <summary>The live table of all campaigns; the key is <see cref="Key"/>. Only an observer: it decides nothing.</summary>
[Alias("messenger.campaign-table")]
public interface ICampaignTableGrain : IStreamSource
{
    const string Key = "all";
}

/// <summary>How fast one Page may be called; the key is the Page's id. Soft state: nothing of it is stored.</summary>
[Alias("messenger.page-rates")]
public interface IPageRatesGrain : IGrainWithStringKey
{
    /// <summary>Up to <paramref name="wanted"/> calls, at most one block.</summary>
    [ResponseTimeout("00:00:01")]
    Task<PagePermits> Take(PageCall kind, int wanted);
}

/// <summary>What Meta counts apart for each Page.</summary>
public enum PageCall
{
    Text,
    Media,
    ReadBack,
}

/// <summary>Calls granted.</summary>
/// <param name="Count">0 = none now.</param>
/// <param name="For">How long they can be used, from the moment they were asked for; with none: until it is worth asking again.</param>
[GenerateSerializer, Immutable]
public readonly record struct PagePermits([property: Id(0)] int Count, [property: Id(1)] TimeSpan For);

/// <summary>Wakes grains whose due time passed while nobody held them in memory; the key is always 0.</summary>
[Alias("messenger.waker")]
public interface IWakerGrain : IGrainWithIntegerKey
{
    /// <summary>Its grain type; every worker has it.</summary>
    const string TypeName = "waker";

    Task Run();
}

/// <summary>A stream's name and newest version.</summary>
[GenerateSerializer, Immutable]
public sealed record StreamHead([property: Id(0)] string Stream, [property: Id(1)] long Version);

/// <summary>Either the events after a version, in order without gaps up to the head, or a snapshot at the head.</summary>
[GenerateSerializer, Immutable]
public sealed record StreamPage(
    [property: Id(0)] StreamHead Head,
    [property: Id(1)] IReadOnlyList<StreamEvent>? Events,
    [property: Id(2)] StreamSnapshot? Snapshot);
