using Messenger.Domain.Conversations;
using Messenger.Domain.Shared;
using Messenger.Storage.Files;
using Messenger.Storage.Recordings;

namespace Messenger.Storage.Tests.Files;

public sealed class CopiedFilesOnSqlite : CopiedFileTests<SqliteDatabase>;

public sealed class CopiedFilesOnPostgres : CopiedFileTests<PostgresDatabase>;

/// <summary>Copies of what customers sent, in the rows of the conversation's own transaction.</summary>
public abstract class CopiedFileTests<TDatabase> : StoreTests<TDatabase>
    where TDatabase : TestDatabase, new()
{
    private const string Key = "100:1";
    private static readonly Attachment Picture = new("image", "https://scontent.fbcdn.net/a", State: AttachmentWord.Pending);
    private static readonly Attachment Letter = new("file", "https://cdn.fbsbx.com/carta.pdf", State: AttachmentWord.Pending);
    private static readonly Attachment Copy = new("file", null, "carta.pdf", null, "f1", "application/pdf", 77, AttachmentWord.Stored);
    private static readonly Attachment Lost = new("image", null, State: AttachmentWord.Lost, Reason: LostReason.Gone);

    [Fact]
    public async Task The_recording_shows_what_became_of_each_and_the_file_is_known_in_the_same_commit()
    {
        var id = Names.InteractionId(Key, 1);
        await Store.Conversation(
            Key,
            TestStore.Noon,
            new ConversationFact.InteractionOpened(id, 1, "c1", "Soporte", "100", "1"),
            new ConversationFact.MessageReceived(1, id, "m1", TestStore.Noon, null, [Picture, Letter], null, null),
            new ConversationFact.MessageReceived(2, id, "m2", TestStore.Noon, "hola", null, null, null));
        Assert.Equal([Picture, Letter], await Attachments(1));

        await Store.Conversation(
            Key,
            TestStore.Noon.AddSeconds(5),
            new ConversationFact.CopyDeferred(1, 0, 1, TestStore.Noon.AddSeconds(15)),
            new ConversationFact.AttachmentCopied(1, 1, "f1", "application/pdf", 77, new string('a', 64), [Picture, Copy]));
        Assert.Equal([Picture, Copy], await Attachments(1));
        Assert.Equal(
            new StoredFile("f1", new string('a', 64), "application/pdf", 77, "carta.pdf", null, TestStore.Noon.AddSeconds(5), null),
            await Store.Get<FileQueries>().Find("f1", TestStore.Noon, Ct));

        await Store.Conversation(
            Key, TestStore.Noon, new ConversationFact.CopyStarted(1, 0, 2), new ConversationFact.AttachmentLost(1, 0, LostReason.Gone, [Lost, Copy]));
        Assert.Equal([Lost, Copy], await Attachments(1));
        Assert.Empty(await Attachments(2));
    }

    [Fact]
    public async Task A_message_without_attachments_gets_none_by_a_late_copy()
    {
        await Store.Open(Key, 1, TestStore.Noon);
        await Store.Conversation(Key, TestStore.Noon, new ConversationFact.AttachmentCopied(1, 0, "f1", "application/pdf", 77, new string('a', 64), [Copy]));
        Assert.Empty(await Attachments(1));
    }

    [Fact]
    public async Task The_file_of_a_withdrawn_message_goes_and_others_stay()
    {
        var id = Names.InteractionId(Key, 1);
        await Store.Conversation(
            Key,
            TestStore.Noon,
            new ConversationFact.InteractionOpened(id, 1, "c1", "Soporte", "100", "1"),
            new ConversationFact.MessageReceived(1, id, "m1", TestStore.Noon, null, [Letter], null, null),
            new ConversationFact.MessageReceived(2, id, "m2", TestStore.Noon, null, [Letter], null, null),
            new ConversationFact.AttachmentCopied(1, 0, "f1", "application/pdf", 77, new string('a', 64), [Copy]),
            new ConversationFact.AttachmentCopied(2, 0, "f2", "application/pdf", 77, new string('a', 64), [Copy with { FileId = "f2" }]));
        await Store.Conversation(Key, TestStore.Noon.AddSeconds(9), new ConversationFact.MessageUnsent("m1", TestStore.Noon, false));

        Assert.Empty(await Attachments(1));
        Assert.Null(await Store.Get<FileQueries>().Find("f1", TestStore.Noon.AddSeconds(9), Ct));
        Assert.NotNull(await Store.Get<FileQueries>().Find("f2", TestStore.Noon.AddYears(1), Ct));
        Assert.Equal(["f1"], (await Store.Get<FileQueries>().Expired(TestStore.Noon.AddSeconds(9), 10, Ct)).Select(f => f.Id));
    }

    private async Task<IReadOnlyList<Attachment>> Attachments(long seq) =>
        (await Store.Get<RecordingQueries>().Messages(Names.InteractionId(Key, 1), 0, Ct)).Items.Single(m => m.Seq == seq && m.Direction == "in").Attachments;
}
