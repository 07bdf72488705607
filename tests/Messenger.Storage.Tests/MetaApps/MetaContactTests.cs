using Messenger.Domain.Agents;
using Messenger.Domain.Conversations;
using Messenger.Domain.Http;
using Messenger.Domain.Shared;
using Messenger.Storage.MetaApps;

namespace Messenger.Storage.Tests.MetaApps;

public sealed class MetaContactOnSqlite : MetaContactTests<SqliteDatabase>;

public sealed class MetaContactOnPostgres : MetaContactTests<PostgresDatabase>;

/// <summary>What was seen of Meta: the handshake, the last event, and what became of an answer after the 24 hours.</summary>
public abstract class MetaContactTests<TDatabase> : StoreTests<TDatabase>
    where TDatabase : TestDatabase, new()
{
    private MetaContact Contact => Store.Get<MetaContact>();

    [Fact]
    public async Task Of_a_new_installation_nothing_was_seen() => Assert.Equal(new MetaContactView(null, null, null), await Contact.Read(Ct));

    [Fact]
    public async Task The_newest_handshake_counts()
    {
        await Contact.HandshakeSeen(TestStore.Noon, Ct);
        await Contact.HandshakeSeen(TestStore.Noon.AddHours(1), Ct);
        Assert.Equal(TestStore.Noon.AddHours(1), (await Contact.Read(Ct)).HandshakeAt);
    }

    [Fact]
    public async Task The_last_event_is_what_came_last_from_a_customer()
    {
        await Store.Open("100:7", 1, TestStore.Noon);
        await Sends("100:8", "k1", null);
        Assert.Equal(TestStore.Noon, (await Contact.Read(Ct)).LastEventAt);
    }

    [Fact]
    public async Task What_meta_made_of_the_last_answer_with_the_tag_is_told()
    {
        await Sends("100:7", "k1", MessagingType.Response, new ConversationFact.MessageSent("k1", "out1"));
        Assert.Null((await Contact.Read(Ct)).HumanAgent);
        await Sends("100:8", "k1", MessagingType.HumanAgent);
        Assert.Null((await Contact.Read(Ct)).HumanAgent);
        await Store.Conversation("100:8", TestStore.Noon, new ConversationFact.MessageSent("k1", "out2"));
        Assert.Equal(new HumanAgentUse(TestStore.Noon, true, null), (await Contact.Read(Ct)).HumanAgent);
        await Sends("100:9", "k1", MessagingType.HumanAgent, new ConversationFact.MessageFailed("k1", "permission-missing"));
        Assert.Equal(new HumanAgentUse(TestStore.Noon.AddMinutes(1), false, "permission-missing"), (await Contact.Read(Ct)).HumanAgent);
    }

    /// <summary>Each later by a minute than the one before.</summary>
    private Task Sends(string key, string clientId, MessagingType? type, params ConversationFact[] outcome)
    {
        var id = Names.InteractionId(key, 1);
        var (page, psid) = Names.SplitConversationKey(key);
        return Store.Conversation(
            key, key == "100:9" ? TestStore.Noon.AddMinutes(1) : TestStore.Noon,
            [
                new ConversationFact.InteractionOpened(id, 1, "c1", "Soporte", page, psid),
                new ConversationFact.MessageQueued(1, id, clientId, new AgentName("a1", "ana", "Ana"), false, "Buenas"),
                new ConversationFact.SendStarted(clientId, 1, TestStore.Noon.AddHours(1), type), .. outcome,
            ]);
    }
}
