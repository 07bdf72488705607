using System.Text.Json;
using Messenger.Domain.Conversations;
using Messenger.Domain.Hubs;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Tests.Conversations;

/// <summary>What customers attach is owed a copy until there is one or never can be.</summary>
public sealed class AttachmentCopyTests
{
    private const string Url = "https://scontent.fbcdn.net/a.png";
    private static readonly CopiedFile File = new("f1", "00ff", "image/png", 77, "a.png");

    [Theory]
    [InlineData("image", true)]
    [InlineData("audio", true)]
    [InlineData("video", true)]
    [InlineData("file", true)]
    [InlineData("sticker", true)]
    [InlineData("fallback", false)]
    [InlineData("share", false)]
    [InlineData("template", false)]
    [InlineData("location", false)]
    [InlineData("reel", false)]
    [InlineData("hologram", false)]
    public void Files_are_copied_and_what_leads_to_a_page_is_not(string type, bool isCopied)
    {
        var story = Says(new Attachment(type, Url));
        Assert.Equal(isCopied ? "pending" : null, AttachmentOf(story).State);
        Assert.Equal(isCopied ? ["file/1/0/1"] : [], Owed(story));
        Assert.Empty(Owed(Says(new Attachment(type, null))));
    }

    [Fact]
    public void The_copy_takes_the_place_of_the_address_and_watchers_see_it()
    {
        var story = Says(new Attachment("image", Url)).Do(Ended());
        var expected = new Attachment("image", null, null, null, "f1", "image/png", 77, "stored");
        Assert.Equal(expected, AttachmentOf(story));
        Assert.Equal([expected], Assert.IsType<MessageChange>(Assert.Single(story.Seen).Data).Message!.Attachments);
        Assert.Equal("received", ((MessageChange)story.Seen[0].Data!).State);
        Assert.Empty(Owed(story));
        Assert.Empty(story.State.Copies);
        story.Do(Ended(), Ended(lost: "gone")).NothingHappened();
    }

    [Fact]
    public void Only_a_file_has_its_name_from_the_address()
    {
        Assert.Equal("a.png", AttachmentOf(Says(new Attachment("file", Url)).Do(Ended())).Title);
        Assert.Equal("Factura", AttachmentOf(Says(new Attachment("file", Url, "Factura")).Do(Ended())).Title);
        Assert.Null(AttachmentOf(Says(new Attachment("image", Url)).Do(Ended())).Title);
    }

    [Fact]
    public void Each_of_several_is_owed_and_settled_by_itself()
    {
        var story = Says(new Attachment("image", Url), new Attachment("fallback", Url, "Un artículo"), new Attachment("file", Url));
        Assert.Equal(["file/1/0/1", "file/1/2/1"], Owed(story));
        story.Do(Ended(index: 2));
        Assert.Equal(["pending", null, "stored"], story.State.Messages[0].Attachments.Select(a => a.State));
        Assert.Equal(["file/1/0/1"], Owed(story));
        story.Do(Ended(lost: "gone"));
        Assert.Equal(["lost", null, "stored"], story.State.Messages[0].Attachments.Select(a => a.State));
        Assert.Equal(("gone", null), (story.State.Messages[0].Attachments[0].Reason, story.State.Messages[0].Attachments[0].Url));
        Assert.Empty(Owed(story));
    }

    [Fact]
    public void What_failed_is_tried_again_later_and_later_for_a_day_and_then_lost()
    {
        var story = Says(new Attachment("image", Url));
        var pauses = new List<double>();
        for (var attempt = 1; AttachmentOf(story).State == "pending"; attempt++)
        {
            story.Do(Ended(attempt: attempt, failed: true));
            if (story.Due is not { } due)
            {
                break;
            }

            Assert.Empty(Owed(story));
            pauses.Add((due - story.Now).TotalSeconds);
            story.WhenDue();
            Assert.Equal([$"file/1/0/{attempt + 1}"], Owed(story));
        }

        Assert.Equal([10, 60, 300, 900, 3600, 10_800, 10_800], pauses.Take(7));
        Assert.All(pauses.Skip(6), p => Assert.Equal(10_800, p));
        Assert.InRange(pauses.Sum(), 21 * 3600, 24 * 3600);
        Assert.Equal(("lost", "not-available"), (AttachmentOf(story).State, AttachmentOf(story).Reason));
        Assert.Empty(story.State.Copies);
    }

    [Fact]
    public void The_due_time_is_in_the_facts_so_that_another_life_goes_on_where_this_one_ended()
    {
        var story = Says(new Attachment("image", Url)).Do(Ended(failed: true));
        var again = Chat.New();
        story.Facts.ForEach(f => again.Happen(f));
        Assert.Equal(Day.Start.AddSeconds(10), again.Due);
        Assert.Equal(["file/1/0/2"], Owed(again.WhenDue()));
        again.Do(Ended(attempt: 1)).NothingHappened();
        Assert.Equal("stored", AttachmentOf(again.Do(Ended(attempt: 2))).State);
    }

    [Fact]
    public void Nothing_is_begun_before_it_is_due_and_a_late_answer_of_an_attempt_that_was_given_up_is_nothing()
    {
        var story = Says(new Attachment("image", Url)).Do(Ended(failed: true), Ended()).After(9.9);
        story.NothingHappened();
        story.Do(ConversationRules.Tick()).NothingHappened();
        Assert.Empty(Owed(story));
    }

    [Fact]
    public void The_outbox_and_the_copies_share_the_due_time()
    {
        var story = Chat.Sending().Do(Chat.Says(null, "in2", 0, new Attachment("image", Url)), Ended(seq: 3, failed: true));
        Assert.Equal(story.Now.AddSeconds(10), story.Due);
        story.WhenDue();
        Assert.Equal(Day.Start.AddSeconds(20), story.Due);
    }

    [Fact]
    public void What_the_page_sent_from_elsewhere_is_copied_too()
    {
        var story = Chat.New().Do(Chat.Inbound(new Inbound.Echo("e1", null, [new Attachment("image", Url)], false, "9", null, Day.Start)));
        Assert.Equal(["file/1/0/1"], Owed(story));
        Assert.Equal("stored", AttachmentOf(story.Do(Ended())).State);
    }

    [Fact]
    public void A_message_too_old_to_be_kept_is_still_copied()
    {
        var story = Says(new Attachment("image", Url)).Do(Ended(failed: true));
        for (var n = 0; n < 250; n++)
        {
            story.Do(Chat.Says("más", $"more{n}", n));
        }

        story.WhenDue().Do(Ended(attempt: 2));
        var copied = Assert.IsType<ConversationFact.AttachmentCopied>(Assert.Single(story.Last));
        Assert.Equal("f1", Assert.Single(copied.All!).FileId);
        Assert.Empty(story.State.Copies);
    }

    [Fact]
    public void What_was_withdrawn_is_owed_no_copy_and_gets_none_back_whichever_came_first()
    {
        var withdraws = Chat.Inbound(new Inbound.Unsent("in1", false, Chat.At(9)));
        var story = Says(new Attachment("image", Url)).Do(Ended(failed: true), withdraws);
        Assert.Null(story.Due);
        Assert.Empty(story.State.Copies);
        story.Do(Ended()).NothingHappened();
        Assert.Empty(story.State.Messages[0].Attachments);

        var overtaken = Chat.New().Do(withdraws, Chat.Says(null, "in1", 0, new Attachment("image", Url)));
        Assert.Empty(Owed(overtaken));
        Assert.Empty(overtaken.State.Messages[^1].Attachments);
    }

    [Fact]
    public void A_row_from_before_there_were_copies_owes_none_and_one_whose_content_was_erased_neither()
    {
        const string Old = """{"is":"message-received/1","seq":1,"interactionId":"1-4242-1","mid":"m","metaAt":"2026-03-02T09:00:00+00:00","text":null,"attachments":[{"type":"image","url":"https://scontent.fbcdn.net/a.png","title":null}],"replyToMid":null,"payload":null}""";
        var story = Chat.New().Happen(JsonSerializer.Deserialize<ConversationFact>(Old, JsonSerializerOptions.Web)!);
        Assert.Equal(new Attachment("image", Url), AttachmentOf(story));
        Assert.Empty(Owed(story));

        const string Copied = """{"is":"attachment-copied/1","seq":1,"index":0,"fileId":"f1","mediaType":"image/png","size":77}""";
        story.Happen(JsonSerializer.Deserialize<ConversationFact>(Copied, JsonSerializerOptions.Web)!);
        Assert.Equal(new Attachment("image", Url), AttachmentOf(story));
    }

    private static ConversationStory Says(params Attachment[] attachments) =>
        Chat.New().Do(Chat.Says(null, "in1", 0, attachments));

    private static ConversationCommand.CopyEnded Ended(long seq = 1, int index = 0, int attempt = 1, string? lost = null, bool failed = false) =>
        new(seq, index, attempt, failed || lost is not null ? null : File, lost);

    private static Attachment AttachmentOf(ConversationStory story) =>
        story.State.Messages[0].Attachments[0];

    private static string[] Owed(ConversationStory story) =>
        [.. story.Owes.OfType<Obligation.ToFile>().Select(o => o.Key)];
}
