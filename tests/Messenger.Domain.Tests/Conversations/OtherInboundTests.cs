using Messenger.Domain.Conversations;
using Messenger.Domain.Hubs;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Tests.Conversations;

/// <summary>What customers and other apps do beside writing messages: a line of the transcript, and no interaction opens (R37b).</summary>
public sealed class OtherInboundTests
{
    public static readonly TheoryData<Inbound, string, string?> Lines = new()
    {
        { new Inbound.Referred(new Referral("SHORTLINK", "OPEN_THREAD", "verano"), Chat.At(1)), "referred", "verano" },
        { new Inbound.Referred(new Referral("ADS", "OPEN_THREAD", "verano", "77", "Zapatillas"), Chat.At(1)), "referred", "Zapatillas" },
        { new Inbound.Referred(new Referral("ADS", "OPEN_THREAD", null, "77"), Chat.At(1)), "referred", "77" },
        { new Inbound.OptedIn("notification_messages", "x", "Ofertas", null, Chat.At(1)), "opted-in", "Ofertas" },
        { new Inbound.OptedIn(null, "boton-web", null, null, Chat.At(1)), "opted-in", "boton-web" },
        { new Inbound.OptedIn("notification_messages", "x", "Ofertas", "STOP NOTIFICATIONS", Chat.At(1)), "opted-out", "Ofertas" },
        { new Inbound.OptedIn("notification_messages", "x", "Ofertas", "RESUME NOTIFICATIONS", Chat.At(1)), "opted-in", "Ofertas" },
        { new Inbound.ThreadControl(ThreadControlStep.Taken, "1", "2", false, null, Chat.At(1)), "thread-taken", "2" },
        { new Inbound.ThreadControl(ThreadControlStep.Passed, "1", "2", false, null, Chat.At(1)), "thread-passed", "2" },
        { new Inbound.ThreadControl(ThreadControlStep.Passed, "2", "1", true, null, Chat.At(1)), "thread-to-us", null },
        { new Inbound.ThreadControl(ThreadControlStep.Requested, null, "2", false, null, Chat.At(1)), "thread-requested", "2" },
        { new Inbound.AccountLinked(true, Chat.At(1)), "account-linked", null },
        { new Inbound.AccountLinked(false, Chat.At(1)), "account-unlinked", null },
        { new Inbound.Other("response_feedback", Chat.At(1)), "other", "response_feedback" },
    };

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Lines))]
    public void It_stands_in_the_transcript_as_a_line_once(Inbound inbound, string kind, string? detail)
    {
        var story = Chat.Owned().Do(Chat.Inbound(inbound));
        var line = Assert.IsType<MessageView>(Assert.Single(story.Seen).Data);
        Assert.Equal(("system", kind, detail, "recorded", Chat.Id), (line.Direction, line.Text, line.Author, line.State, line.InteractionId));
        story.Do(Chat.Inbound(inbound)).NothingHappened();
        story.Do(Chat.Inbound(new Inbound.Standby(inbound, inbound.At))).NothingHappened();
        story.Do(Chat.Inbound(inbound with { At = Chat.At(2) }));
        Assert.Single(story.Last);
    }

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Lines))]
    public void It_opens_no_interaction_and_the_next_one_adopts_it(Inbound inbound, string kind, string? detail)
    {
        var story = Chat.New().Do(Chat.Inbound(inbound));
        Assert.Null(story.State.Interaction);
        Assert.Empty(story.Owes);
        story.Do(Chat.Says("Hola", "in1", 2));
        Assert.Equal(
            [("system", kind, detail, Chat.Id), ("in", "Hola", null, Chat.Id)],
            story.View().Messages.Select(m => (m.Direction, m.Text, m.Author, m.InteractionId)));
    }

    [Fact]
    public void Every_kind_is_tried_here_or_has_tests_of_its_own() => Assert.Equal(
        typeof(Inbound).GetNestedTypes().Select(kind => kind.Name).Order(),
        new[]
        {
            nameof(Inbound.CustomerMessage), nameof(Inbound.Postback), nameof(Inbound.Echo), nameof(Inbound.Delivered), nameof(Inbound.Read),
            nameof(Inbound.Standby), nameof(Inbound.Reaction), nameof(Inbound.Edited), nameof(Inbound.Unsent),
        }.Concat(Lines.Select(row => row.Data.Item1.GetType().Name)).Distinct().Order());

    [Fact]
    public void Two_customers_at_the_same_instant_are_two_events()
    {
        var what = CustomerEvent.Of(new Inbound.AccountLinked(true, Chat.At(1)));
        Assert.NotEqual(what.KeyAt(Chat.At(1), "4242"), what.KeyAt(Chat.At(1), "4243"));
    }

    [Fact]
    public void What_the_inbox_wrote_between_two_interactions_belongs_to_the_next()
    {
        var story = Chat.Owned().Do(Chat.Closes()).Do(Chat.Echo("e1", fromUs: false, second: 50));
        Assert.Equal("", story.State.Messages[^1].InteractionId);
        story.Do(Chat.Says("Gracias", "in2", 60));
        Assert.Equal("1-4242-2", story.State.Messages.Single(m => m.Mid == "e1").InteractionId);
        Assert.Equal([2L], Assert.Single(story.Last.OfType<ConversationFact.LinesAdopted>()).Seqs);
    }

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
    public void A_button_without_words_shows_what_it_carries() =>
        Assert.Equal("START", Chat.New().Do(Chat.Inbound(new Inbound.Postback("p1", null, "START", null, Chat.At(1)))).State.Messages[0].Text);

    [Fact]
    public void A_message_begun_at_an_advertisement_says_so()
    {
        var from = new Referral("ADS", "OPEN_THREAD", null, "77", "Zapatillas");
        var story = Chat.New().Do(Chat.Inbound(
            new Inbound.CustomerMessage("in1", "¿Precio?", [], null, null, Chat.At(1)) { Referral = from, Commands = ["precio"] }));
        var message = Assert.Single(story.Last.OfType<ConversationFact.MessageReceived>());
        Assert.Equal(from, message.Referral);
        Assert.Equal(["precio"], message.Commands);
        Assert.Equal("Zapatillas", Assert.Single(story.View().Messages).Origin);
    }

    [Fact]
    public void An_answer_names_what_it_answers_on_either_side()
    {
        var story = Chat.Owned().Do(
            Chat.Inbound(new Inbound.CustomerMessage("in2", "Esa", [], "in1", null, Chat.At(2))),
            Chat.Inbound(new Inbound.Echo("e1", "¿Cuál?", [], false, "9", null, Chat.At(3)) { ReplyToMid = "in2" }));
        Assert.Equal([null, "in1", "in2"], story.View().Messages.Select(m => m.ReplyToMid));
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
