using CsCheck;
using Messenger.Domain.Conversations;
using Messenger.Domain.Hubs;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Tests.Conversations;

/// <summary>B5: what an agent may send and as what, at the command and at each attempt, and what his desk counts down.</summary>
public sealed class OutboxWindowTests
{
    private const double DayEnd = (24 * 3600) - 30;
    private const double WeekEnd = (7 * 24 * 3600) - 30;

    [Theory]
    [InlineData(0, false, MessagingType.Response)]
    [InlineData(DayEnd - 0.001, false, MessagingType.Response)]
    [InlineData(DayEnd - 0.001, true, MessagingType.Response)]
    [InlineData(DayEnd, false, null)]
    [InlineData(DayEnd, true, MessagingType.HumanAgent)]
    [InlineData(WeekEnd - 0.001, true, MessagingType.HumanAgent)]
    [InlineData(WeekEnd, true, null)]
    [InlineData(WeekEnd * 2, true, null)]
    public void A_text_and_a_file_go_out_as_what_the_window_allows(double after, bool granted, MessagingType? expected)
    {
        foreach (var command in new ConversationCommand[] { Chat.Sends("m1", "Buenas"), Chat.SendsFile("m1", Chat.Picture()) })
        {
            var story = Chat.Owned().Do(Chat.Granted(granted)).After(after).Do(command);
            Assert.Equal(expected, story.Owes.OfType<Obligation.ToMeta>().SingleOrDefault()?.Type);
            if (expected is null)
            {
                story.WasRefused(RefusalCode.WindowClosed);
                Assert.Null(story.View().AnsweredAt);
            }
            else
            {
                Assert.Equal(expected, story.Last.OfType<ConversationFact.SendStarted>().Single().Type);
            }
        }
    }

    [Fact]
    public void An_attempt_whose_window_closed_while_it_waited_fails_and_so_do_the_ones_behind_it()
    {
        var story = Chat.Owned().After(DayEnd - 10).Do(Chat.Sends("m1", "Buenas"), Chat.Sends("m2", "Sigo"), Chat.Later("m1", 60)).WhenDue();
        Assert.Equal((RefusalCode.WindowClosed, RefusalCode.WindowClosed, null), (story.FailureOf("m1"), story.FailureOf("m2"), story.OnTheWay()));
    }

    [Fact]
    public void An_attempt_that_waited_into_the_next_window_goes_out_as_that_one_allows()
    {
        var story = Chat.Owned().Do(Chat.Granted()).After(DayEnd - 10).Do(Chat.Sends("m1", "Buenas"), Chat.Later("m1", 60)).WhenDue();
        Assert.Equal(MessagingType.HumanAgent, Assert.Single(story.Owes.OfType<Obligation.ToMeta>()).Type);
    }

    [Fact]
    public void What_was_not_there_fails_when_the_window_closed_meanwhile()
    {
        var story = Chat.Owned().After(DayEnd - 10).Do(Chat.Sends("m1", "Buenas")).WhenDue().Do(Chat.NotThere("m1"));
        Assert.Equal(RefusalCode.WindowClosed, story.FailureOf("m1"));
    }

    [Fact]
    public void What_the_product_itself_writes_never_goes_out_as_a_persons()
    {
        var story = Chat.Owned().Do(Chat.Granted()).After(DayEnd)
            .Happen(new ConversationFact.MessageQueued(2, Chat.Id, "auto1", null, true, "Gracias")).Do(Chat.Sends("m1", "Buenas"));
        Assert.Equal((RefusalCode.WindowClosed, "m1/1"), (story.FailureOf("auto1"), story.OnTheWay()));
    }

    [Fact]
    public void The_customers_next_message_opens_it_again()
    {
        var story = Chat.Owned().After(DayEnd).Do(Chat.Says("¿Hola?", "in2", DayEnd), Chat.Sends("m1", "Buenas"));
        Assert.Equal("m1/1", story.OnTheWay());
    }

    [Fact]
    public void An_answer_of_another_app_saw_the_customers_message_too()
    {
        var story = Chat.Owned().After(DayEnd).Do(
            Chat.Inbound(new Inbound.Standby(new Inbound.CustomerMessage("in2", "a", [], null, null, Chat.At(DayEnd)), Chat.At(DayEnd))), Chat.Sends("m1", "Buenas"));
        Assert.Equal("m1/1", story.OnTheWay());
    }

    [Fact]
    public void It_counts_from_the_newest_message_by_Metas_time()
    {
        var story = Chat.Owned().Do(Chat.Says("b", "in2", 100), Chat.Says("a", "in3", 50));
        Assert.Equal(Chat.At(100 + DayEnd), story.View().Window.ClosesAt);
    }

    [Fact]
    public void Echoes_and_marks_do_not_open_it_again()
    {
        var story = Chat.Owned();
        var closes = story.View().Window;
        Assert.Equal(closes, story.After(100).Do(Chat.Echo("e1", fromUs: false, second: 100), Chat.Read(100), Chat.Delivered(100)).View().Window);
    }

    [Fact]
    public void The_desk_knows_what_follows_the_day_and_that_nothing_follows_without_the_feature()
    {
        var story = Chat.Owned();
        Assert.Equal(new WindowView("standard", Chat.At(DayEnd)), story.View().Window);
        story.Do(Chat.Granted());
        Assert.Equal(new WindowView("standard", Chat.At(DayEnd), new WindowView("humanAgent", Chat.At(WeekEnd))), story.View().Window);
        Assert.Equal(story.View().Window, Assert.IsType<InteractionView>(Assert.Single(story.Seen).Data).Window);
        Assert.Equal(new WindowView("humanAgent", Chat.At(WeekEnd)), story.After(DayEnd).View().Window);
        Assert.Equal(new WindowView("closed", Chat.At(WeekEnd)), story.After(WeekEnd).View().Window);
    }

    [Fact]
    public void A_new_message_tells_the_desk_its_window()
    {
        var seen = Assert.IsType<MessageView>(Assert.Single(Chat.Owned().After(60).Do(Chat.Says("a", "in2", 60)).Seen).Data);
        Assert.Equal(new WindowView("standard", Chat.At(60 + DayEnd)), seen.Window);
        Assert.Null(Assert.IsType<MessageView>(Chat.Owned().Do(Chat.Sends("m1", "Buenas")).Seen.Single(e => e.Type == ViewEventType.MessageAdded).Data).Window);
    }

    [Fact]
    public void A_reaction_opens_the_day_but_not_the_week_and_the_desk_is_told()
    {
        var story = Chat.Owned().Do(Chat.Granted()).After(100).Do(Chat.Inbound(new Inbound.Reaction("in1", false, "love", null, Chat.At(100))));
        var told = Assert.IsType<InteractionView>(story.Seen[^1].Data);
        Assert.Equal(new WindowView("standard", Chat.At(100 + DayEnd), new WindowView("humanAgent", Chat.At(WeekEnd))), told.Window);
        Assert.Equal(2, story.Seen.Count);
        Assert.Equal(2, told.Version);
        Assert.DoesNotContain(story.Do(Chat.Inbound(new Inbound.Reaction("in1", true, null, null, Chat.At(200)))).Seen, e => e.Type == ViewEventType.InteractionChanged);
    }

    [Fact]
    public void A_reaction_to_a_message_nobody_knows_opens_it_too()
    {
        var story = Chat.Owned().After(100).Do(Chat.Inbound(new Inbound.Reaction("long ago", false, "love", null, Chat.At(100))));
        Assert.Equal(Chat.At(100 + DayEnd), Assert.IsType<InteractionView>(Assert.Single(story.Seen).Data).Window.ClosesAt);
    }

    [Fact]
    public void A_link_into_the_chat_opens_the_day_and_other_lines_of_the_transcript_do_not()
    {
        var story = Chat.Owned().After(100).Do(Chat.Inbound(new Inbound.Referred(new Referral("SHORTLINK", "OPEN_THREAD", "verano"), Chat.At(100))));
        Assert.Equal(Chat.At(100 + DayEnd), story.View().Window.ClosesAt);
        Assert.Equal(story.View().Window, Assert.IsType<MessageView>(Assert.Single(story.Seen).Data).Window);
        story.Do(Chat.Inbound(new Inbound.OptedIn(null, null, null, null, Chat.At(200))));
        Assert.Equal(Chat.At(100 + DayEnd), story.View().Window.ClosesAt);
    }

    [Fact]
    public void The_setting_is_journaled_once_and_again_when_it_changes()
    {
        var story = Chat.New().Do(Chat.Says("Hola") with { HumanAgent = true });
        Assert.Equal([true], story.Facts.OfType<ConversationFact.HumanAgentSet>().Select(f => f.Granted));
        story.Do(Chat.Says("a", "in2") with { HumanAgent = true }, Chat.Says("b", "in3"));
        Assert.Single(story.Facts.OfType<ConversationFact.HumanAgentSet>());
        story.Do(Chat.Says("c", "in4") with { HumanAgent = false });
        Assert.Equal([true, false], story.Facts.OfType<ConversationFact.HumanAgentSet>().Select(f => f.Granted));
    }

    [Fact]
    public void Before_the_first_interaction_there_is_no_desk_to_tell() => Assert.Empty(Chat.New().Do(Chat.Granted()).Seen);

    /// <summary>Whenever an attempt begins, Meta's own windows (without our margin) allow the type it goes out as.</summary>
    [Fact]
    public void No_attempt_ever_begins_outside_of_Metas_window() => Gen.Select(Gen.Double[0, 700_000], Gen.Double[0, 700_000], Gen.Bool, Gen.Double[0, 100]).Sample((wrote, sent, granted, pause) =>
    {
        var story = Chat.Owned().Do(Chat.Granted(granted)).After(wrote).Do(Chat.Says("a", "in2", wrote)).After(sent).Do(Chat.Sends("m1", "Buenas"), Chat.Later("m1", pause));
        if (story.Due is not null)
        {
            story.WhenDue();
        }

        var begun = story.Facts.OfType<ConversationFact.SendStarted>().ToArray();
        return begun.Length <= 2 && begun.All(f => f.NotAfter - Chat.At(wrote) < (f.Type == MessagingType.Response ? TimeSpan.FromHours(24) : granted ? TimeSpan.FromDays(7) : TimeSpan.Zero));
    });
}
