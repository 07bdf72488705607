using Messenger.Domain.Conversations;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Tests.Conversations;

/// <summary>Files go out as messages of their own, in order with the texts.</summary>
public sealed class OutgoingFileTests
{
    private const int Mega = 1024 * 1024;

    [Fact]
    public void Text_and_file_are_sent_one_after_the_other()
    {
        var story = Chat.Owned().Do(Chat.Sends("m1", "Mire"), Chat.SendsFile("m2", Chat.Picture()), Chat.Sends("m3", "¿Ve?"));
        Assert.Equal("m1/1", story.OnTheWay());
        Assert.Equal("m2/1", story.Do(Chat.Accepted("m1", "out1")).OnTheWay());
        var owed = Assert.Single(story.Owes.OfType<Obligation.ToMeta>());
        Assert.Equal((null, Chat.Picture()), (owed.Text, owed.File));
        Assert.Equal("m3/1", story.Do(Chat.Accepted("m2", "out2")).OnTheWay());
    }

    [Fact]
    public void The_desk_shows_it_by_kind_and_name()
    {
        var message = Chat.Owned().Do(Chat.SendsFile("m1", Chat.Picture())).View().Messages[^1];
        Assert.Equal((MessageWord.Out, null, MessageWord.Queued), (message.Direction, message.Text, message.State));
        Assert.Equal(("image", "foto.png"), Assert.Single(message.Attachments) is var a ? (a.Type, a.Title) : default);
    }

    [Fact]
    public void Sending_a_file_answers_the_customer() => Assert.NotNull(Chat.Owned().Do(Chat.SendsFile("m1", Chat.Picture())).View().AnsweredAt);

    [Fact]
    public void The_same_client_message_again_is_not_a_second_file() =>
        Chat.Owned().Do(Chat.SendsFile("m1", Chat.Picture()), Chat.SendsFile("m1", Chat.Picture())).NothingHappened();

    [Fact]
    public void Only_the_owner_sends() => Chat.Owned().Do(Chat.SendsFile("m1", Chat.Picture(), "a2")).WasRefused(RefusalCode.NotYours);

    [Theory]
    [InlineData(FileKind.Image, 1, null)]
    [InlineData(FileKind.Image, 8 * Mega, null)]
    [InlineData(FileKind.Image, (8 * Mega) + 1, RefusalCode.TooLong)]
    [InlineData(FileKind.Audio, 25 * Mega, null)]
    [InlineData(FileKind.Audio, (25 * Mega) + 1, RefusalCode.TooLong)]
    [InlineData(FileKind.Video, (25 * Mega) + 1, RefusalCode.TooLong)]
    [InlineData(FileKind.File, 25 * Mega, null)]
    [InlineData(FileKind.File, (25 * Mega) + 1, RefusalCode.TooLong)]
    [InlineData(FileKind.File, 0, RefusalCode.Unknown)]
    public void What_Meta_would_not_take_is_refused_before(FileKind kind, long size, string? code)
    {
        var story = Chat.Owned().Do(Chat.SendsFile("m1", Chat.Picture(size) with { Kind = kind }));
        if (code is null)
        {
            Assert.Equal("m1/1", story.OnTheWay());
        }
        else
        {
            story.WasRefused(code);
        }
    }

    [Theory]
    [InlineData("image/jpeg", FileKind.Image)]
    [InlineData("IMAGE/PNG", FileKind.Image)]
    [InlineData("image/gif; x=1", FileKind.Image)]
    [InlineData("image/svg+xml", FileKind.File)]
    [InlineData("image/heic", FileKind.File)]
    [InlineData("audio/ogg", FileKind.Audio)]
    [InlineData("video/mp4", FileKind.Video)]
    [InlineData("application/pdf", FileKind.File)]
    [InlineData("", FileKind.File)]
    public void Its_kind_follows_from_its_type(string mediaType, FileKind kind) => Assert.Equal(kind, OutgoingFileRules.KindOf(mediaType));

    [Fact]
    public void A_file_that_is_gone_fails_and_holds_nobody_back()
    {
        var story = Chat.Owned().Do(Chat.SendsFile("m1", Chat.Picture()), Chat.Sends("m2", "Sigo"), Chat.Refused("m1", FailureReason.FileGone));
        Assert.Equal((FailureReason.FileGone, "m2/1"), (story.FailureOf("m1"), story.OnTheWay()));
    }
}
