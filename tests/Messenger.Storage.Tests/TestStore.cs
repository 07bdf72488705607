using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Configuration;
using Messenger.Domain.Conversations;
using Messenger.Domain.Shared;
using Messenger.Storage.Agents;
using Messenger.Storage.Campaigns;
using Messenger.Storage.Configuration;
using Messenger.Storage.Journal;
using Messenger.Storage.Recordings;
using Microsoft.Extensions.DependencyInjection;

namespace Messenger.Storage.Tests;

/// <summary>The storage wall as the host has it, over one database, and the few steps that most tests begin with.</summary>
public sealed class TestStore : IAsyncDisposable
{
    private static readonly RowChange[] NoChanges = [];
    private readonly ServiceProvider services;

    public TestStore(StorageOptions options, Action<IServiceCollection>? more = null)
    {
        var collection = new ServiceCollection();
        collection.AddMessengerStorage(options);
        more?.Invoke(collection);
        services = collection.BuildServiceProvider();
        Get<Migrator>().Run();
    }

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static DateTimeOffset Noon { get; } = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    public JournalWriter Writer => Get<JournalWriter>();

    public JournalReader Reader => Get<JournalReader>();

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public static NewRow Row(string facts = "[]", long viewVersion = 0) => new(Noon, facts, null, null, viewVersion, null);

    public static Append Of(string stream, long expected, params RowChange[] changes) => new(stream, expected, Row(), changes, [], null);

    public static Append Claiming(string stream, long expected, params MessageKey[] keys) => new(stream, expected, Row(), NoChanges, keys, null);

    /// <summary>Stores facts of a conversation and the rows they change.</summary>
    public Task Conversation(string key, DateTimeOffset at, params ConversationFact[] facts) =>
        Commit(Names.ConversationStream(key), facts.SelectMany(f => ConversationProjection.Changes(key, f, at)));

    public Task Campaign(string id, params CampaignFact[] facts) =>
        Commit(Names.CampaignStream(id), facts.SelectMany(f => CampaignProjection.Changes(id, f, Noon)));

    public Task Configuration(params ConfigurationFact[] facts) =>
        Commit("configuration/global", facts.SelectMany(f => ConfigurationProjection.Changes(f, Noon)));

    public Task Agent(AgentActivity activity) => Commit(Names.AgentStream(activity.AgentId), [AgentProjection.Upsert(activity)]);

    /// <summary>A customer writes and an interaction opens and is queued; its id comes back.</summary>
    public async Task<string> Open(string key, int number, DateTimeOffset at, string campaign = "c1", string? text = "hola", long seq = 1)
    {
        var (page, psid) = Names.SplitConversationKey(key);
        var id = Names.InteractionId(key, number);
        await Conversation(
            key,
            at,
            new ConversationFact.InteractionOpened(id, number, campaign, "Soporte", page, psid),
            new ConversationFact.MessageReceived(seq, id, $"m-{id}-{seq}", at, text, null, null, null),
            new ConversationFact.Placed(id, 1, QueuePlace.Queued));
        return id;
    }

    public static ConversationFact.Owned Owned(string interaction, AgentName agent) => new(interaction, 1, new Lease("c1", 1), agent);

    public async Task Commit(string stream, IEnumerable<RowChange> changes)
    {
        var append = new Append(stream, await Reader.Head(stream, Ct), Row(), [.. changes], [], null);
        Assert.IsType<AppendResult.Committed>(await Writer.Append(append, Ct));
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();
}

/// <summary>A suite over one kind of database; each test has a database of its own.</summary>
public abstract class StoreTests<TDatabase> : IAsyncLifetime
    where TDatabase : TestDatabase, new()
{
    private protected static CancellationToken Ct => TestStore.Ct;

    private protected TDatabase Database { get; } = new();

    private protected TestStore Store { get; private set; } = null!;

    public ValueTask InitializeAsync()
    {
        Store = new TestStore(Options());
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Store.DisposeAsync();
        Database.Dispose();
    }

    private protected virtual StorageOptions Options() => Database.Options;
}
