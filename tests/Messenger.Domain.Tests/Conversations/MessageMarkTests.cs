using System.Text.Json;
using Messenger.Domain.Conversations;
using Messenger.Domain.Hubs;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Tests.Conversations;

/// <summary>Reactions, edits and withdrawals: the latest counts, in whatever order they come, and before their message too.</summary>
public sealed class MessageMarkTests
{
    private static ConversationCommand.Receive Reacts(double second, string? emoji = "❤️", bool removed = false, string mid = "in1", string? word = "love") =>
        Chat.Inbound(new Inbound.Reaction(mid, removed, word, emoji, Chat.At(second)));

    private static ConversationCommand.Receive Edits(int number, string? text, double second = 5, string mid = "in1") =>
        Chat.Inbound(new Inbound.Edited(mid, text, number, Chat.At(second)));

    private static ConversationCommand.Receive Unsends(double second = 9, string mid = "in1") => Chat.Inbound(new Inbound.Unsent(mid, false, Chat.At(second)));

    private static MessageView Message(ConversationStory story, string mid = "in1") => story.View().Messages.Single(m => m.Mid == mid);

    [Fact]
    public void A_reaction_is_pushed_with_the_whole_message_and_opens_no_interaction()
    {
        var story = Chat.Owned().Do(Reacts(5));
        var change = Assert.IsType<MessageChange>(story.Seen[0].Data);
        Assert.Equal(("❤️", "Hola"), (change.Message!.Reaction, change.Message.Text));
        Assert.Equal("❤️", Message(story).Reaction);
        Assert.Equal(1, story.State.Interaction!.Unread);
        Assert.Empty(Chat.New().Do(Reacts(5)).Owes);
    }

    [Fact]
    public void Where_Meta_sends_no_emoji_its_word_stands() => Assert.Equal("wow", Message(Chat.Owned().Do(Reacts(5, emoji: null, word: "wow"))).Reaction);

    [Fact]
    public void Another_one_replaces_it_and_taking_back_leaves_none()
    {
        var story = Chat.Owned().Do(Reacts(5), Reacts(6, "😮", word: "wow"));
        Assert.Equal("😮", Message(story).Reaction);
        story.Do(Reacts(7, null, removed: true, word: null));
        Assert.Null(Message(story).Reaction);
    }

    [Fact]
    public void An_older_or_repeated_reaction_is_nothing()
    {
        var story = Chat.Owned().Do(Reacts(6), Reacts(6));
        story.NothingHappened();
        story.Do(Reacts(5, "😮")).NothingHappened();
        story.Do(Reacts(7, null, removed: true), Reacts(6)).NothingHappened();
        Assert.Null(Message(story).Reaction);
    }

    [Fact]
    public void Set_and_taken_back_in_the_same_instant_is_taken_back_in_either_order()
    {
        Assert.Null(Message(Chat.Owned().Do(Reacts(5), Reacts(5, null, removed: true))).Reaction);
        Assert.Null(Message(Chat.Owned().Do(Reacts(5, null, removed: true), Reacts(5))).Reaction);
    }

    [Fact]
    public void The_highest_edit_is_the_text()
    {
        var story = Chat.Owned().Do(Edits(2, "Hola!!", 6), Edits(1, "Hola!", 5));
        story.NothingHappened();
        Assert.Equal(("Hola!!", true), (Message(story).Text, Message(story).Edited));
        story.Do(Edits(2, "Hola!!", 6)).NothingHappened();
        story.Do(Edits(3, "Hola", 7));
        Assert.Equal("Hola", Message(story).Text);
    }

    [Fact]
    public void Edits_without_a_number_go_by_their_time()
    {
        var story = Chat.Owned().Do(Edits(0, "nuevo", 8), Edits(0, "viejo", 7));
        Assert.Equal("nuevo", Message(story).Text);
    }

    [Fact]
    public void What_was_withdrawn_shows_nothing_any_more_and_cannot_be_edited()
    {
        var file = new Attachment("image", "https://x.fbcdn.net/a.png");
        var story = Chat.New().Do(Chat.Says("mira", "in1", 0, file), Unsends());
        Assert.Equal((null, true, false), (Message(story).Text, Message(story).Unsent, Message(story).Edited));
        Assert.Empty(Message(story).Attachments);
        story.Do(Edits(1, "otra cosa", 10)).NothingHappened();
        story.Do(Unsends()).NothingHappened();
    }

    [Fact]
    public void Marks_that_overtake_their_message_wait_for_it_and_are_journaled_behind_it()
    {
        var story = Chat.New().Do(Reacts(5), Edits(1, "Hola, ¿están?", 4));
        Assert.Null(story.State.Interaction);
        story.Do(Chat.Says("Hola", "in1", 1));
        Assert.Equal(("Hola, ¿están?", "❤️", true), (Message(story).Text, Message(story).Reaction, Message(story).Edited));
        Assert.Equal(
            [nameof(ConversationFact.MessageReacted), nameof(ConversationFact.MessageEdited)],
            story.Last.SkipWhile(f => f is not ConversationFact.MessageReceived).Skip(1).OfType<ConversationFact.Mark>().Select(f => f.GetType().Name));
        Assert.Empty(story.State.LooseMarks);
    }

    [Fact]
    public void A_reaction_to_an_answer_whose_mid_is_not_known_yet_waits_for_it()
    {
        var story = Chat.Sending().Do(Reacts(5, mid: "out1"));
        Assert.All(story.View().Messages, m => Assert.Null(m.Reaction));
        story.Do(Chat.Accepted("m1", "out1"));
        Assert.Equal("❤️", Message(story, "out1").Reaction);

        var echoed = Chat.Sending().Do(Reacts(5, mid: "out1"), Chat.Echo("out1", "m1"));
        Assert.Equal("❤️", Message(echoed, "out1").Reaction);
    }

    [Fact]
    public void Marks_on_messages_nobody_knows_are_bounded_and_each_once()
    {
        var story = Chat.Owned();
        for (var n = 0; n < 100; n++)
        {
            story.Do(Reacts(n, mid: $"alt{n}"), Reacts(n, mid: $"alt{n}"));
            story.NothingHappened();
        }

        Assert.Equal(32, story.State.LooseMarks.Count);
    }

    [Fact]
    public void They_survive_in_a_snapshot()
    {
        var story = Chat.Owned().Do(Reacts(5), Edits(1, "Hola!", 5), Reacts(6, mid: "later"), Chat.Read(3));
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        var read = JsonSerializer.Deserialize<ConversationState>(JsonSerializer.Serialize(story.State, options), options)!;
        Assert.Equal(story.State.LooseMarks, read.LooseMarks);
        Assert.Equal(story.State.Messages[0].Marks, read.Messages[0].Marks);
        Assert.Equal((story.State.ReadUpto, "❤️"), (read.ReadUpto, read.Messages[0].Reaction!.Emoji));
    }

    [Fact]
    public void A_snapshot_of_before_there_were_marks_is_read()
    {
        var node = JsonSerializer.SerializeToNode(Chat.Owned().State, JsonSerializerOptions.Web)!.AsObject();
        Assert.True(node.Remove("looseMarks") && node.Remove("readUpto") && node["messages"]![0]!.AsObject().Remove("marks"));
        var read = JsonSerializer.Deserialize<ConversationState>(node, JsonSerializerOptions.Web)!;
        Assert.Empty(read.LooseMarks);
        Assert.Empty(read.Messages[0].Marks);
    }
}
