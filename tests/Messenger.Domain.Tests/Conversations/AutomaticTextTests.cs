using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Conversations;
using Messenger.Domain.Metrics;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Tests.Conversations;

/// <summary>The optional automatic texts: welcome, agent joined, before silence ends it, goodbye. Off unless written, and never an answer.</summary>
public sealed class AutomaticTextTests
{
    private static readonly CampaignSettings Talkative = CampaignSettings.Default with
    {
        InactivitySeconds = 300,
        ContinuationMinutes = 5,
        Texts = AutomaticTexts.Default with
        {
            Welcome = new("Bienvenido", "Welcome", "Bem-vindo"),
            Joined = new("Ya lo atienden", "An agent is here", "Um agente chegou"),
            BeforeInactivity = new("¿Sigue ahí?", "Are you there?", "Você está aí?"),
            Goodbye = new("Hasta pronto", "Goodbye", "Até logo"),
        },
    };

    private static readonly AgentName Bruno = new("a2", "bruno", "Bruno");

    private static ConversationCommand.EnqueueAnswered Queued(CampaignSettings s, int epoch = 1, string id = Chat.Id, QueuePlace place = QueuePlace.Queued) => new(
        id, epoch, new Answer.Placed(place)
        {
            Text = place == QueuePlace.Queued ? s.Texts.Welcome : null,
            Occasion = place == QueuePlace.Queued ? "welcome/" + id : null,
            Terms = InteractionTerms.Of(s),
            DefaultLanguage = s.DefaultLanguage,
        });

    private static ConversationStory Arrived(CampaignSettings s, string said = "Hola, ¿tienen talle M?") => Chat.New().Do(Chat.Says(said), Queued(s));

    private static ConversationStory Served(CampaignSettings s, string said = "Hola, ¿tienen talle M?") => Arrived(s, said).Do(Chat.Take());

    private static IEnumerable<string?> Said(ConversationStory story) => story.State.Messages.Where(m => m.Direction == MessageWord.Auto).Select(m => m.Text);

    /// <summary>Everything that waits to go out is accepted by Meta, one after the other.</summary>
    private static ConversationStory Sent(ConversationStory story)
    {
        for (var n = 1; story.OnTheWay() is { } under; n++)
        {
            story.Do(Chat.Accepted(under[..under.LastIndexOf('/')], $"out{story.Facts.Count}"));
        }

        return story;
    }

    [Theory]
    [InlineData("Hola, ¿tienen talle M?", "Bienvenido", "Ya lo atienden", "Hasta pronto")]
    [InlineData("Hello, do you have this in size M?", "Welcome", "An agent is here", "Goodbye")]
    [InlineData("Oi, vocês têm tamanho M?", "Bem-vindo", "Um agente chegou", "Até logo")]
    public void He_is_welcomed_served_and_dismissed_in_his_language(string said, string welcome, string joined, string goodbye)
    {
        var story = Served(Talkative, said).Do(new ConversationCommand.MarkSeen(Chat.Id, "a1"), Chat.Closes());
        Assert.Equal([welcome, joined, goodbye], Said(story));
        Assert.All(story.Facts.OfType<ConversationFact.MessageQueued>(), m => Assert.Null(m.Author));
    }

    [Fact]
    public void Unwritten_nothing_is_said_and_nothing_is_carried()
    {
        var story = Served(CampaignSettings.Default with { InactivitySeconds = 300 }).Do(new ConversationCommand.MarkSeen(Chat.Id, "a1"), Chat.Closes());
        Assert.Empty(Said(story));
        Assert.Null(InteractionTerms.Of(CampaignSettings.Default).Texts);
    }

    [Fact]
    public void Each_alone_is_said_alone()
    {
        var onlyGoodbye = CampaignSettings.Default with { Texts = AutomaticTexts.Default with { Goodbye = new("", "Goodbye", "") } };
        Assert.Equal(["Goodbye"], Said(Served(onlyGoodbye).Do(Chat.Closes())));
        var onlyJoined = CampaignSettings.Default with { Texts = AutomaticTexts.Default with { Joined = new("Ya lo atienden", "", "") } };
        Assert.Equal(["Ya lo atienden"], Said(Served(onlyJoined).Do(Chat.Closes())));
    }

    [Fact]
    public void None_of_them_is_an_answer_or_a_first_reply()
    {
        var story = Served(Talkative);
        Assert.Equal((null, null, null), (story.State.Interaction!.AnsweredAt, story.State.Interaction.RepliedAt, story.State.Interaction.SilentSince));
        var fold = new InteractionFold();
        story.Facts.ForEach(fact => fold.Walk(fact, Day.Start));
        Assert.Equal((null, null), (Assert.Single(fold.Interactions).AnsweredAt, fold.Interactions[0].RepliedAt));
        Assert.DoesNotContain(story.Do(Chat.Closes()).Last.OfType<ConversationFact.Ended>(), e => e.Completed);
    }

    [Fact]
    public void An_agent_who_is_quicker_than_the_queue_is_announced_with_its_answer_and_nobody_is_welcomed()
    {
        var story = Chat.New().Do(Chat.Says("Hola, ¿tienen talle M?"), Chat.Take());
        Assert.Empty(Said(story));
        Assert.Equal(["Ya lo atienden"], Said(story.Do(Queued(Talkative))));
    }

    [Fact]
    public void Only_the_first_agent_is_announced()
    {
        var story = Served(Talkative).Do(new ConversationCommand.Return(Chat.Lease, ReturnReason.Declined), Queued(Talkative, 2), Chat.Take(2, 2));
        Assert.Equal(["Bienvenido", "Ya lo atienden"], Said(story));
        var target = new TransferTarget("c1", "Tienda", Bruno);
        story.Do(
            new ConversationCommand.Transfer(Chat.Id, "a1", Chat.Ana, target, null), new ConversationCommand.Take(new Lease("c1", 3), Chat.Id, 3, Bruno));
        Assert.Equal("a2", story.State.Interaction!.Agent!.Id);
        Assert.Equal(["Bienvenido", "Ya lo atienden"], Said(story));
    }

    [Fact]
    public void What_goes_on_and_what_is_reopened_is_nobodys_arrival()
    {
        var story = Served(Talkative).Do(Chat.Closes()).After(60).Do(Chat.Says("gracias", "in2", 60), Queued(Talkative, id: "1-4242-2"), Chat.Take(2, interaction: "1-4242-2"));
        Assert.Equal(InteractionKind.Continuation, story.State.Interaction!.Kind);
        Assert.Equal(["Bienvenido", "Ya lo atienden", "Hasta pronto"], Said(story));
        story.Do(new ConversationCommand.Close("1-4242-2", "a1", null, null), new ConversationCommand.Reopen("1-4242-2", Bruno));
        story.Do(Queued(Talkative, id: "1-4242-3", place: QueuePlace.Directed), new ConversationCommand.Take(new Lease("c1", 3), "1-4242-3", 1, Bruno));
        Assert.Equal(["Bienvenido", "Ya lo atienden", "Hasta pronto", "Hasta pronto"], Said(story));
    }

    [Theory]
    [InlineData(300, 240)]
    [InlineData(120, 60)]
    [InlineData(119, 59.5)]
    [InlineData(60, 30)]
    [InlineData(1, 0.5)]
    public void He_is_warned_a_minute_before_silence_ends_it_or_half_of_a_short_time(int seconds, double after)
    {
        var story = Sent(Served(Talkative with { InactivitySeconds = seconds }));
        story = Sent(story.Do(Chat.Sends("m1", "¿De qué color?")));
        var said = story.Now;
        Assert.Equal(said.AddSeconds(after), story.Due);
        story.WhenDue();
        Assert.Equal("¿Sigue ahí?", Said(story).Last());
        Assert.Equal(said.AddSeconds(seconds), story.View().InactiveAt);
        story.After(0).Do(new ConversationCommand.Tick()).NothingHappened();
        story = Sent(story);
        story.WhenDue();
        Assert.Equal("Hasta pronto", Said(story).Last());
        Assert.Equal((EndReason.Inactivity, said.AddSeconds(seconds)), story.Facts.OfType<ConversationFact.Ended>().Select(e => (e.Reason, e.At!.Value)).Single());
    }

    [Fact]
    public void Each_silence_is_warned_of_once_and_many_of_them_make_nobody_hear_the_rest_again()
    {
        var story = Sent(Served(Talkative));
        for (var n = 1; n <= 12; n++)
        {
            story = Sent(story.Do(Chat.Sends($"m{n}", "¿De qué color?")));
            story = Sent(story.WhenDue());
            Assert.Equal(n, Said(story).Count(text => text == "¿Sigue ahí?"));
            story.After(1).Do(Chat.Says("Un momento", $"in{n + 1}", (story.Now - Day.Start).TotalSeconds));
        }

        Assert.Contains("welcome/" + Chat.Id, story.State.Told);
        story.Do(new ConversationCommand.Return(Chat.Lease, ReturnReason.Declined), Queued(Talkative, 2), Chat.Take(2, 2));
        Assert.Single(Said(story), text => text == "Ya lo atienden");
    }

    [Fact]
    public void A_warning_that_is_noticed_after_the_end_is_not_sent()
    {
        var story = Sent(Sent(Served(Talkative)).Do(Chat.Sends("m1", "¿De qué color?")));
        story.After(301).Do(new ConversationCommand.Tick());
        Assert.DoesNotContain("¿Sigue ahí?", Said(story));
        Assert.Contains(story.Last, f => f is ConversationFact.Ended { Reason: EndReason.Inactivity });
    }

    [Fact]
    public void Chat_time_dismisses_him_too_and_a_supervisors_end_does_not()
    {
        var story = Sent(Served(Talkative with { ChatSeconds = 120 })).Do(new ConversationCommand.MarkSeen(Chat.Id, "a1"));
        story.After(121).Do(new ConversationCommand.Tick());
        Assert.Equal(("Hasta pronto", EndReason.ChatTimeLimit), (Said(story).Last(), story.State.Interaction!.EndReason));
        var ended = Served(Talkative).Do(new ConversationCommand.Close(Chat.Id, "", null, null) { By = new AgentName("s1", "sofia", "Sofía") });
        Assert.Equal((EndReason.Supervisor, false), (ended.State.Interaction!.EndReason, Said(ended).Contains("Hasta pronto")));
    }

    [Fact]
    public void A_finish_that_is_refused_or_repeated_dismisses_nobody_twice()
    {
        var story = Served(Talkative with { NeedsDisposition = true });
        story.Do(Chat.Closes()).WasRefused(RefusalCode.DispositionRequired);
        Assert.DoesNotContain("Hasta pronto", Said(story));
        story.Do(new ConversationCommand.Close(Chat.Id, "a1", "resuelto", null), new ConversationCommand.Close(Chat.Id, "a1", "resuelto", null));
        Assert.Single(Said(story), text => text == "Hasta pronto");
    }

    [Fact]
    public void Where_nothing_may_be_sent_any_more_nothing_is_said_and_everything_goes_on()
    {
        var story = Chat.New().Do(Chat.Granted(), Chat.Says("Hola, ¿tienen talle M?")).After(TimeSpan.FromHours(25)).Do(Queued(Talkative), Chat.Take());
        Assert.Empty(Said(story));
        story = Sent(story.Do(Chat.Sends("m1", "¿De qué color?")));
        story.WhenDue();
        Assert.Equal("silence", Assert.IsType<ConversationFact.AutomaticTold>(Assert.Single(story.Last)).Occasion.Split('/')[0]);
        story.Do(new ConversationCommand.Tick()).NothingHappened();
        story.Do(Chat.Closes());
        Assert.Empty(Said(story));
        Assert.Equal(EndReason.Closed, story.State.Interaction!.EndReason);
    }
}
