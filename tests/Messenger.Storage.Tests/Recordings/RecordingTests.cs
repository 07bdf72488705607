using Messenger.Domain.Agents;
using Messenger.Domain.Auditing;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Conversations;
using Messenger.Domain.Shared;
using Messenger.Storage.Recordings;

namespace Messenger.Storage.Tests.Recordings;

public sealed class RecordingsOnSqlite : RecordingTests<SqliteDatabase>;

public sealed class RecordingsOnPostgres : RecordingTests<PostgresDatabase>;

public abstract class RecordingTests<TDatabase> : StoreTests<TDatabase>
    where TDatabase : TestDatabase, new()
{
    private static readonly AgentName Jose = new("a1", "jose", "José Núñez");
    private static readonly RecordingFilter Everything = new(null, null, null, null, null, null, 50);

    private RecordingQueries Queries => Store.Get<RecordingQueries>();

    [Fact]
    public async Task An_interaction_is_recorded_from_arrival_to_end()
    {
        var id = await Store.Open("100:5551234", 1, TestStore.Noon);
        var waiting = await Queries.Find(id, Ct);
        Assert.NotNull(waiting);
        Assert.Equal(("waiting", "Cliente 1234", "5551234", "100", 1), (waiting.Status, waiting.CustomerName, waiting.CustomerId, waiting.PageId, waiting.Messages));

        await Store.Conversation("100:5551234", TestStore.Noon.AddSeconds(5), TestStore.Owned(id, Jose), new ConversationFact.Answered(id, "a1"));
        await Store.Conversation("100:5551234", TestStore.Noon.AddSeconds(9), new ConversationFact.Answered(id, "a1"));
        var active = await Queries.Find(id, Ct);
        Assert.Equal(("active", "jose", "José Núñez", TestStore.Noon.AddSeconds(5)), (active!.Status, active.AgentUserName, active.AgentName, active.AnsweredAt));

        await Store.Conversation(
            "100:5551234",
            TestStore.Noon.AddSeconds(60),
            new ConversationFact.Ended(id, 1, new Lease("c1", 1), "a1", true, "finished", "d1", "todo bien"));
        var closed = await Queries.Find(id, Ct);
        Assert.Equal(
            ("closed", TestStore.Noon.AddSeconds(60), "finished", "d1", "todo bien", "jose"),
            (closed!.Status, closed.EndedAt, closed.EndReason, closed.DispositionId, closed.Note, closed.AgentUserName));
        Assert.Null(await Queries.Find("1-2-3", Ct));
    }

    [Fact]
    public async Task One_that_ended_abandoned_ended_at_the_end_of_its_time_and_not_when_that_was_noticed()
    {
        var (id, over) = (await Store.Open("100:1", 1, TestStore.Noon), TestStore.Noon.AddSeconds(300));
        await Store.Conversation(
            "100:1",
            TestStore.Noon.AddSeconds(900),
            new ConversationFact.Abandoned(id, over),
            new ConversationFact.Ended(id, 1, null, null, false, EndReason.Abandoned, null, null, over));
        var closed = await Queries.Find(id, Ct);
        Assert.Equal(("closed", over, "abandoned"), (closed!.Status, closed.EndedAt, closed.EndReason));
    }

    [Fact]
    public async Task A_returned_interaction_waits_again_and_belongs_to_nobody()
    {
        var id = await Store.Open("100:1", 1, TestStore.Noon);
        await Store.Conversation("100:1", TestStore.Noon, TestStore.Owned(id, Jose), new ConversationFact.Requeued(id, 2, new Lease("c1", 1), "declined"));

        var item = await Queries.Find(id, Ct);
        Assert.Equal(("waiting", null, null), (item!.Status, item.AgentUserName, item.AgentName));
        Assert.Equal(["in", "system", "system"], (await Queries.Messages(id, 0, Ct)).Items.Select(m => m.Direction));
    }

    [Fact]
    public async Task Message_states_rise_and_never_fall()
    {
        const string Key = "100:1";
        var id = await Store.Open(Key, 1, TestStore.Noon);
        await Store.Conversation(
            Key,
            TestStore.Noon,
            new ConversationFact.MessageQueued(2, id, "k2", Jose, false, "uno"),
            new ConversationFact.MessageQueued(3, id, "k3", Jose, false, "dos"),
            new ConversationFact.MessageQueued(4, id, "k4", null, true, "tres"),
            new ConversationFact.MessageQueued(5, id, "k5", Jose, false, "cuatro"),
            new ConversationFact.MessageQueued(6, id, "k6", Jose, false, "cinco"),
            new ConversationFact.MessageSent("k2", "mid2"),
            new ConversationFact.MessageFailed("k3", "window-closed"),
            new ConversationFact.MessageSent("k4", "mid4"),
            new ConversationFact.SendUnknown("k5"));
        Assert.Equal(["received", "sent", "failed", "sent", "unknown", "queued"], await States(Key));

        await Store.Conversation(
            Key,
            TestStore.Noon,
            new ConversationFact.MessageRead(2),
            new ConversationFact.MessageDelivered(2),
            new ConversationFact.MessageDelivered(3),
            new ConversationFact.MessageDelivered(4),
            new ConversationFact.MessageDelivered(6));
        Assert.Equal(["received", "read", "failed", "delivered", "unknown", "delivered"], await States(Key));

        await Store.Conversation(
            Key,
            TestStore.Noon,
            new ConversationFact.MessageSent("k2", "mid2"),
            new ConversationFact.MessageSent("k4", "mid4"),
            new ConversationFact.MessageSent("k5", "mid5"),
            new ConversationFact.MessageFailed("k2", "late"),
            new ConversationFact.SendUnknown("k4"));
        Assert.Equal(["received", "read", "failed", "delivered", "sent", "delivered"], await States(Key));

        var transcript = await Queries.Transcript(Key, long.MaxValue, 100, Ct);
        Assert.Equal(["in", "out", "out", "auto", "out", "out"], transcript.Select(m => m.Direction));
        Assert.Equal(("mid2", "k2", "José Núñez"), (transcript[1].Mid, transcript[1].ClientMessageId, transcript[1].Author));
        Assert.Equal("window-closed", transcript[2].FailureReason);
    }

    [Fact]
    public async Task What_surely_was_not_sent_waits_again_and_what_only_seemed_delivered_can_fail()
    {
        const string Key = "100:1";
        var id = await Store.Open(Key, 1, TestStore.Noon);
        await Store.Conversation(
            Key,
            TestStore.Noon,
            new ConversationFact.MessageQueued(2, id, "k2", Jose, false, "uno"),
            new ConversationFact.MessageQueued(3, id, "k3", Jose, false, "dos"),
            new ConversationFact.SendUnknown("k2"),
            new ConversationFact.SendUnknown("k3"),
            new ConversationFact.MessageDelivered(3));
        await Store.Conversation(Key, TestStore.Noon, new ConversationFact.SendDeferred("k2", 1, TestStore.Noon), new ConversationFact.MessageFailed("k3", "unconfirmed"));
        Assert.Equal(["received", "queued", "failed"], await States(Key));
        await Store.Conversation(Key, TestStore.Noon, new ConversationFact.MessageSent("k3", "mid3"));
        var transcript = await Queries.Transcript(Key, long.MaxValue, 100, Ct);
        Assert.Equal(("sent", null), (transcript[2].State, transcript[2].FailureReason));
    }

    [Fact]
    public async Task A_message_is_known_by_its_id_whoever_wrote_it_and_only_in_its_conversation()
    {
        var known = Store.Get<KnownMessages>();
        var id = await Store.Open("100:1", 1, TestStore.Noon);
        await Store.Conversation(
            "100:1",
            TestStore.Noon,
            new ConversationFact.MessageQueued(2, id, "k2", Jose, false, "uno"),
            new ConversationFact.MessageSent("k2", "mid2"),
            new ConversationFact.EchoReceived(3, null, "echo3", TestStore.Noon, "x", null, null));
        Assert.True(await known.Has("100:1", "mid2", Ct));
        Assert.True(await known.Has("100:1", "echo3", Ct));
        Assert.False(await known.Has("100:1", "mid3", Ct));
        Assert.False(await known.Has("100:2", "mid2", Ct));
    }

    [Fact]
    public async Task The_transcript_pages_backwards_over_interactions_and_answers_from_outside()
    {
        const string Key = "100:1";
        var image = new Attachment("image", "https://example.org/x.jpg");
        await Store.Conversation(
            Key, TestStore.Noon, new ConversationFact.EchoReceived(1, null, "e1", TestStore.Noon, "desde Facebook", [image], "42"));
        var first = await Store.Open(Key, 1, TestStore.Noon, seq: 2);
        var second = await Store.Open(Key, 2, TestStore.Noon.AddHours(1), seq: 3, text: null);

        var newest = await Queries.Transcript(Key, long.MaxValue, 2, Ct);
        Assert.Equal([(2L, first), (3L, second)], newest.Select(m => (m.Seq, m.InteractionId)));
        var older = Assert.Single(await Queries.Transcript(Key, 2, 2, Ct));
        Assert.Equal((1L, "out", "sent", "e1"), (older.Seq, older.Direction, older.State, older.Mid));
        Assert.Equal([image], older.Attachments);
        Assert.Empty(await Queries.Transcript(Key, 1, 2, Ct));
    }

    [Fact]
    public async Task Marks_change_their_message_whatever_order_they_come_in()
    {
        const string Key = "100:1";
        var id = await Store.Open(Key, 1, TestStore.Noon, text: "hola");
        var mid = $"m-{id}-1";
        var at = TestStore.Noon;
        await Store.Conversation(
            Key, at,
            new ConversationFact.MessageReacted(mid, at.AddSeconds(2), false, "love", "❤️"),
            new ConversationFact.MessageReacted(mid, at.AddSeconds(1), false, "wow", "😮"),
            new ConversationFact.MessageEdited(mid, at.AddSeconds(4), 2, "hola a todos"),
            new ConversationFact.MessageEdited(mid, at.AddSeconds(3), 1, "hola!"),
            new ConversationFact.MessageEdited("m-of-nobody", at, 1, "perdido"));
        var message = Assert.Single(await Queries.Transcript(Key, long.MaxValue, 10, Ct));
        Assert.Equal(("hola a todos", "❤️", true, false), (message.Text, message.Reaction, message.Edited, message.Unsent));

        await Store.Conversation(Key, at, new ConversationFact.MessageReacted(mid, at.AddSeconds(5), true, null, null));
        Assert.Null(Assert.Single(await Queries.Transcript(Key, long.MaxValue, 10, Ct)).Reaction);

        await Store.Conversation(
            Key, at, new ConversationFact.MessageUnsent(mid, at.AddSeconds(9), false), new ConversationFact.MessageEdited(mid, at.AddSeconds(10), 3, "otra vez"));
        var gone = (await Queries.Messages(id, 0, Ct)).Items.Single(m => m.Mid == mid);
        Assert.Equal((null, false, true), (gone.Text, gone.Edited, gone.Unsent));
        Assert.Empty(gone.Attachments);
    }

    [Fact]
    public async Task What_is_said_about_a_message_is_recorded_with_it()
    {
        const string Key = "100:1";
        var id = await Store.Open(Key, 1, TestStore.Noon);
        await Store.Conversation(
            Key, TestStore.Noon,
            new ConversationFact.MessageReceived(2, id, "m2", TestStore.Noon, "¿Precio?", null, "m1", null, new Referral("ADS", null, null, "7", "Zapatillas")),
            new ConversationFact.EchoReceived(3, id, "e3", TestStore.Noon, "¿De cuál?", null, "42", "m2"));
        var items = (await Queries.Messages(id, 0, Ct)).Items;
        Assert.Equal([(null, null), ("m1", "Zapatillas"), ("m2", null)], items.Select(m => (m.ReplyToMid, m.Origin)));
    }

    [Fact]
    public async Task Lines_of_before_an_interaction_belong_to_the_next_one()
    {
        const string Key = "100:1";
        await Store.Conversation(
            Key, TestStore.Noon,
            new ConversationFact.CustomerEventRecorded(1, null, "event/1", TestStore.Noon, "referred", "verano"),
            new ConversationFact.EchoReceived(2, null, "e2", TestStore.Noon, "desde Facebook", null, "42"));
        await Store.Conversation("100:2", TestStore.Noon, new ConversationFact.CustomerEventRecorded(1, null, "event/2", TestStore.Noon, "opted-in", null));
        var id = await Store.Open(Key, 1, TestStore.Noon, seq: 3);
        await Store.Conversation(Key, TestStore.Noon, new ConversationFact.LinesAdopted(id, [1, 2]));
        var items = (await Queries.Messages(id, 0, Ct)).Items;
        Assert.Equal(
            [("system", "referred", "verano", "recorded"), ("out", "desde Facebook", null, "sent"), ("in", "hola", null, "received")],
            items.Select(m => (m.Direction, m.Text, m.Author, m.State)));
    }

    [Fact]
    public async Task Messages_after_the_last_page_are_only_the_new_ones()
    {
        const string Key = "100:1";
        var id = await Store.Open(Key, 1, TestStore.Noon);
        var first = await Queries.Messages(id, 0, Ct);
        Assert.Single(first.Items);
        Assert.Equal(first.Next, (await Queries.Messages(id, first.Next, Ct)).Next);

        await Store.Conversation(
            Key, TestStore.Noon.AddSeconds(1), TestStore.Owned(id, Jose), new ConversationFact.MessageQueued(2, id, "k", Jose, false, "buenas"));

        var second = await Queries.Messages(id, first.Next, Ct);
        Assert.Equal([("system", "assigned", 1L), ("out", "buenas", 2L)], second.Items.Select(m => (m.Direction, m.Text!, m.Seq)));
        Assert.Equal(1, Assert.Single(first.Items).Seq);
    }

    [Theory]
    [InlineData("nunez", 1)]
    [InlineData("JOSÉ", 1)]
    [InlineData("angelica", 1)]
    [InlineData("ÑANDÚ", 1)]
    [InlineData("777", 1)]
    [InlineData("jose angel", 0)]
    [InlineData("%", 0)]
    [InlineData("_", 0)]
    [InlineData("nobody", 0)]
    [InlineData("", 2)]
    public async Task A_search_finds_parts_of_names_whatever_case_and_accents(string typed, int found)
    {
        var id = await Store.Open("100:7770001", 1, TestStore.Noon);
        await Store.Open("100:8880002", 1, TestStore.Noon);
        await Store.Conversation(
            "100:7770001", TestStore.Noon, TestStore.Owned(id, Jose), new ConversationFact.ProfileSettled("Angélica Ñandú", "es_ES"));

        var list = await Queries.List(Everything with { User = typed }, Ct);

        Assert.Equal(found, list.Items.Count);
        Assert.Contains((await Queries.List(Everything, Ct)).Items, i => i.CustomerName == "Angélica Ñandú");
    }

    [Fact]
    public async Task A_later_look_up_without_a_name_keeps_the_name_there_was()
    {
        await Store.Open("100:1", 1, TestStore.Noon);
        await Store.Conversation("100:1", TestStore.Noon, new ConversationFact.ProfileSettled("Ana", "es_ES"));
        await Store.Conversation("100:1", TestStore.Noon, new ConversationFact.ProfileSettled(null, "pt_BR"), new ConversationFact.ProfileSettled(null, null));

        Assert.Equal("Ana", Assert.Single((await Queries.List(Everything, Ct)).Items).CustomerName);
    }

    [Fact]
    public async Task Filters_narrow_the_list()
    {
        var first = await Store.Open("100:1", 1, TestStore.Noon);
        var second = await Store.Open("100:2", 1, TestStore.Noon.AddHours(1), campaign: "c2");
        await Store.Conversation("100:2", TestStore.Noon.AddHours(1), TestStore.Owned(second, Jose));

        async Task<string[]> Ids(RecordingFilter filter) => [.. (await Queries.List(filter, Ct)).Items.Select(i => i.Id)];
        Assert.Equal([second, first], await Ids(Everything));
        Assert.Equal([second], await Ids(Everything with { Campaign = "c2" }));
        Assert.Equal([first], await Ids(Everything with { Status = "waiting" }));
        Assert.Equal([second], await Ids(Everything with { From = TestStore.Noon.AddHours(1) }));
        Assert.Equal([first], await Ids(Everything with { To = TestStore.Noon.AddHours(1) }));
        Assert.Empty(await Ids(Everything with { Campaign = "c1", Status = "active" }));
        await Assert.ThrowsAsync<ArgumentException>(() => Queries.List(Everything with { Cursor = "%%%" }, Ct));
        await Assert.ThrowsAsync<ArgumentException>(() => Queries.List(Everything with { Cursor = "abcd" }, Ct));
    }

    [Fact]
    public async Task Pages_of_a_thousand_interactions_have_no_gap_and_no_repeat_while_new_ones_arrive()
    {
        await Task.WhenAll(Enumerable.Range(0, 1000).Select(i => Store.Open($"100:{i + 1}", 1, TestStore.Noon.AddSeconds(i / 7))));

        var seen = new List<string>();
        var filter = Everything with { Limit = 37 };
        do
        {
            var page = await Queries.List(filter, Ct);
            seen.AddRange(page.Items.Select(i => i.Id));
            filter = filter with { Cursor = page.Next };
            await Store.Open($"200:{seen.Count}", 1, TestStore.Noon.AddHours(1));
        }
        while (filter.Cursor is not null);

        Assert.Equal(1000, seen.Count);
        Assert.Equal(1000, seen.Distinct().Count());
    }

    [Fact]
    public async Task The_export_has_every_message_once_by_time()
    {
        for (var i = 1; i <= 3; i++)
        {
            var id = await Store.Open($"100:{i}", 1, TestStore.Noon.AddMinutes(i), campaign: i == 3 ? "c2" : "c1");
            await Store.Conversation(
                $"100:{i}",
                TestStore.Noon.AddMinutes(i),
                [.. Enumerable.Range(2, 1200).Select(s =>
                    new ConversationFact.MessageReceived(s, id, $"x{i}-{s}", TestStore.Noon.AddMinutes(i).AddMilliseconds(s / 500), "t", null, null, null))]);
            await Store.Conversation($"100:{i}", TestStore.Noon, TestStore.Owned(id, Jose));
        }

        var all = await Queries.Export(null, null, null, null, Ct).ToListAsync(Ct);
        Assert.Equal(3 * 1201, all.Count);
        Assert.Equal(all.Count, all.Select(m => m.Mid).Distinct().Count());
        Assert.Equal(all.Select(m => m.At).Order(), all.Select(m => m.At));
        Assert.Equal(("c1", "1", "in", "received"), (all[0].CampaignId, all[0].CustomerId, all[0].Direction, all[0].State));

        Assert.Equal(1201, await Queries.Export(null, null, "c2", null, Ct).CountAsync(Ct));
        Assert.Equal(1201, await Queries.Export(null, null, null, ["c2", "c9"], Ct).CountAsync(Ct));
        Assert.Equal(0, await Queries.Export(null, null, "c2", ["c1"], Ct).CountAsync(Ct));
        Assert.Equal(0, await Queries.Export(null, null, null, [], Ct).CountAsync(Ct));
        Assert.Equal(1201, await Queries.Export(TestStore.Noon.AddMinutes(2), TestStore.Noon.AddMinutes(3), null, null, Ct).CountAsync(Ct));
        Assert.Equal(0, await Queries.Export(TestStore.Noon.AddMinutes(4), null, null, null, Ct).CountAsync(Ct));
    }

    [Fact]
    public void A_kind_of_fact_nobody_knows_is_a_fault()
    {
        Assert.Throws<StorageException>(() => ConversationProjection.Changes("1:2", new Unheard(), TestStore.Noon));
        foreach (var kind in typeof(ConversationFact).GetNestedTypes().Where(t => !t.IsAbstract && t.IsSubclassOf(typeof(ConversationFact))))
        {
            Assert.NotNull(ConversationProjection.Changes("1:2", Blank(kind), TestStore.Noon));
        }
    }

    // Every kind of fact of today must be known to the projection; its values do not matter here.
    private static ConversationFact Blank(Type kind)
    {
        var arguments = kind.GetConstructors().Single().GetParameters().Select(p =>
            p.ParameterType == typeof(string) ? "1-2-3"
            : p.ParameterType == typeof(AgentName) ? Jose
            : p.ParameterType == typeof(Editor) ? new Editor("1", "sofia", "Sofía Rey")
            : p.ParameterType.IsValueType ? Activator.CreateInstance(p.ParameterType)
            : null);
        return (ConversationFact)Activator.CreateInstance(kind, [.. arguments])!;
    }

    private async Task<string[]> States(string key) => [.. (await Queries.Transcript(key, long.MaxValue, 100, Ct)).Select(m => m.State)];

    private sealed record Unheard : ConversationFact;
}
