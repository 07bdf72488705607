using Messenger.Domain.Conversations;

namespace Messenger.Domain.Tests.Conversations;

/// <summary>What customers and other apps do beside writing messages.</summary>
public sealed class OtherInboundTests
{
    public static readonly TheoryData<Inbound> WithoutAPlace =
    [
        new Inbound.Reaction("in1", false, "love", "❤️", Chat.At(1)),
        new Inbound.Edited("in1", "Hola!", 1, Chat.At(1)),
        new Inbound.Unsent("in1", false, Chat.At(1)),
        new Inbound.Referred(new Referral("SHORTLINK", "OPEN_THREAD", "x"), Chat.At(1)),
        new Inbound.OptedIn(null, "x", null, null, Chat.At(1)),
        new Inbound.ThreadControl(ThreadControlStep.Taken, "1", "2", false, null, Chat.At(1)),
        new Inbound.AccountLinked(true, Chat.At(1)),
        new Inbound.Other("response_feedback", Chat.At(1)),
    ];

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(WithoutAPlace))]
    public void What_has_no_place_yet_changes_nothing_and_says_so(Inbound inbound)
    {
        Assert.False(ConversationRules.TakesIn(inbound));
        Assert.False(ConversationRules.TakesIn(new Inbound.Standby(inbound, inbound.At)));
        Chat.New().Do(Chat.Inbound(inbound)).NothingHappened();
        Chat.Owned().Do(Chat.Inbound(inbound)).NothingHappened();
        Chat.Owned().Do(Chat.Inbound(new Inbound.Standby(inbound, inbound.At))).NothingHappened();
    }

    [Fact]
    public void Every_kind_either_has_a_place_or_is_in_the_list() => Assert.Equal(
        typeof(Inbound).GetNestedTypes().Select(kind => kind.Name).Order(),
        new[] { nameof(Inbound.CustomerMessage), nameof(Inbound.Postback), nameof(Inbound.Echo), nameof(Inbound.Delivered), nameof(Inbound.Read), nameof(Inbound.Standby) }
            .Concat(WithoutAPlace.Select(row => row.Data.GetType().Name)).Order());

    [Fact]
    public void A_tapped_button_is_a_message_with_its_words_and_its_payload()
    {
        var story = Chat.New().Do(Chat.Inbound(new Inbound.Postback("p1", "Empezar", "START", null, Chat.At(1))));
        var message = Assert.Single(story.Last.OfType<ConversationFact.MessageReceived>());
        Assert.Equal(("p1", "Empezar", "START", Chat.At(1)), (message.Mid, message.Text, message.Payload, message.MetaAt));
        Assert.NotNull(story.State.Open);
        story.Do(Chat.Inbound(new Inbound.Postback("p1", "Empezar", "START", null, Chat.At(1)))).NothingHappened();
    }

    [Fact]
    public void What_another_app_handles_is_known_once_whichever_way_it_comes()
    {
        var said = Chat.Says("Hola", "in1", 1);
        var onStandby = Chat.Inbound(new Inbound.Standby(said.Event, Chat.At(1)));
        var story = Chat.New().Do(onStandby);
        Assert.Equal(Chat.New().Do(said).Last.Select(f => f.ToString()), story.Last.Select(f => f.ToString()));
        story.Do(said).NothingHappened();
        story.Do(onStandby).NothingHappened();
    }

    [Fact]
    public void The_time_on_the_outside_of_a_standby_counts()
    {
        // The front gives a time of its own to what has none.
        var story = Chat.New().Do(Chat.Inbound(new Inbound.Standby(new Inbound.CustomerMessage("in1", "Hola", [], null, null, DateTimeOffset.UnixEpoch), Chat.At(7))));
        Assert.Equal(Chat.At(7), story.Last.OfType<ConversationFact.MessageReceived>().Single().MetaAt);
    }
}
