using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Conversations;
using Messenger.Domain.Replay;
using Messenger.Domain.Shared;
using Messenger.Domain.Tests.Races;
using Messenger.Storage.Journal;

namespace Messenger.Domain.Tests.Replay;

/// <summary>One altered or missing fact of each kind of decision, planted in a journal that is right otherwise: it is found where it is, and named.</summary>
public sealed class PlantedDifferenceTests
{
    private static readonly Lazy<World[]> Worlds = new(() => [.. Enumerable.Range(1, 20).Select(World.Number)]);

    private static readonly (string Name, Func<CampaignFact, bool> Which, Func<CampaignFact, CampaignFact?> Change)[] OfCampaigns =
    [
        ("another agent", f => f is CampaignFact.Offered { Lease: > 3, Pulled: false },
            f => f is CampaignFact.Offered o ? o with { AgentId = o.AgentId == "a1" ? "a2" : "a1" } : null),
        ("somebody who is no agent", f => f is CampaignFact.Offered { Pulled: false }, f => (CampaignFact.Offered)f with { AgentId = "nobody" }),
        ("another epoch", f => f is CampaignFact.Offered, f => (CampaignFact.Offered)f with { Epoch = 77 }),
        ("another number", f => f is CampaignFact.Offered { Lease: 1 }, f => (CampaignFact.Offered)f with { Lease = 2 }),
        ("other terms", f => f is CampaignFact.Offered, f => (CampaignFact.Offered)f with { SettingsVersion = 0 }),
        ("a longer life", f => f is CampaignFact.Offered, f => (CampaignFact.Offered)f with { ExpiresAt = ((CampaignFact.Offered)f).ExpiresAt.AddMilliseconds(1) }),
        ("taken and not offered", f => f is CampaignFact.Offered { Pulled: false }, f => (CampaignFact.Offered)f with { Pulled = true }),
        ("no offer", f => f is CampaignFact.Offered { Pulled: false }, _ => null),
        ("fewer let in", f => f is CampaignFact.Admitted { Count: > 1 }, f => new CampaignFact.Admitted(((CampaignFact.Admitted)f).Count - 1)),
        ("nobody let in", f => f is CampaignFact.Admitted, _ => null),
        ("opened at another instant", f => f is CampaignFact.ScheduleTurned, f => (CampaignFact.ScheduleTurned)f with { At = Day.Start.AddDays(-1) }),
        ("closed and not open", f => f is CampaignFact.ScheduleTurned { Open: true }, f => (CampaignFact.ScheduleTurned)f with { Open = false }),
        ("no window passed", f => f is CampaignFact.WindowPassed, _ => null),
        ("another day", f => f is CampaignFact.DayBegan, f => new CampaignFact.DayBegan(new DateOnly(2000, 1, 1))),
        ("no new day", f => f is CampaignFact.DayBegan, _ => null),
        ("held and not queued", f => f is CampaignFact.Queued, f => f is CampaignFact.Queued q
            ? new CampaignFact.NotQueued(q.InteractionId, q.Epoch, QueuePlace.Held, q.Since, q.WindowUntil, q.Class)
            : null),
        ("queued and not held", f => f is CampaignFact.NotQueued { Place: QueuePlace.Held, Since: not null }, f => f is CampaignFact.NotQueued n
            ? new CampaignFact.Queued(n.InteractionId, n.Epoch, n.Class ?? QueueClass.Normal, n.Since!.Value, n.WindowUntil)
            : null),
        ("recorded and left", f => f is CampaignFact.RecordedReleased, _ => null),
        ("unrecorded changes", f => f is CampaignFact.SettingsChanged { Settings.Version: > 1 }, f => (CampaignFact.SettingsChanged)f with { Changes = [] }),
    ];

    private static readonly (string Name, Func<AgentFact, bool> Which, Func<AgentFact, AgentFact?> Change)[] OfAgents =
    [
        ("a lower load", f => f is AgentFact.Reserved { CampaignLoad: > 0 }, f => (AgentFact.Reserved)f with { CampaignLoad = 0 }),
        ("another limit", f => f is AgentFact.Reserved, f => (AgentFact.Reserved)f with { CampaignLimit = 49 }),
        ("a lower load in all", f => f is AgentFact.Reserved { TotalLoad: > 0 }, f => (AgentFact.Reserved)f with { TotalLoad = 0 }),
        ("another cap", f => f is AgentFact.Reserved, f => (AgentFact.Reserved)f with { TotalLimit = 49 }),
        ("under another rule", f => f is AgentFact.Reserved { Eligibility: not Eligibility.InCall }, f => (AgentFact.Reserved)f with { Eligibility = Eligibility.InCall }),
        ("refused for another reason", f => f is AgentFact.ReservationRefused { Reason: RefusalReason.OnBreak or RefusalReason.Offline or RefusalReason.Full },
            f => (AgentFact.ReservationRefused)f with { Reason = RefusalReason.Exclusive }),
        ("refused with another hint", f => f is AgentFact.ReservationRefused,
            f => f is AgentFact.ReservationRefused r ? r with { Hint = r.Hint with { Free = 9 } } : null),
        ("more room told", f => f is AgentFact.HintGiven, f => (AgentFact.HintGiven)f with { Free = 9 }),
        ("no bound told", f => f is AgentFact.HintGiven { OlderThan: not null }, f => (AgentFact.HintGiven)f with { OlderThan = null }),
        ("no room told", f => f is AgentFact.HintGiven, _ => null),
        ("no silence noticed", f => f is AgentFact.HintOverdue, _ => null),
        ("nothing given back", f => f is AgentFact.Returning { Reason: ReturnReason.ConnectionLost }, _ => null),
        ("nothing given back on removal", f => f is AgentFact.Returning { Reason: ReturnReason.Removed }, _ => null),
        ("lost who left", f => f is AgentFact.StatusChanged { Status: AgentStatus.Offline, BecauseLost: false }, f => (AgentFact.StatusChanged)f with { BecauseLost = true }),
    ];

    private static readonly (string Name, Func<ConversationFact, bool> Which, Func<ConversationFact, ConversationFact?> Change)[] OfConversations =
    [
        ("abandoned later", f => f is ConversationFact.Abandoned, f => f is ConversationFact.Abandoned a ? a with { At = a.At.AddSeconds(1) } : null),
        ("another number", f => f is ConversationFact.InteractionOpened, f => (ConversationFact.InteractionOpened)f with { Number = 9 }),
        ("another sequence", f => f is ConversationFact.MessageReceived, f => (ConversationFact.MessageReceived)f with { Seq = 99 }),
        ("an older epoch", f => f is ConversationFact.Requeued, f => (ConversationFact.Requeued)f with { Epoch = 1 }),
        ("not the newest epoch", f => f is ConversationFact.Owned, f => (ConversationFact.Owned)f with { Epoch = 9 }),
        ("another attempt", f => f is ConversationFact.SendStarted, f => (ConversationFact.SendStarted)f with { Attempt = 9 }),
        ("written later", f => f is ConversationFact.SendStarted, f => f is ConversationFact.SendStarted s ? s with { NotAfter = s.NotAfter.AddSeconds(1) } : null),
        ("not sent", f => f is ConversationFact.SendStarted, _ => null),
        ("another look", f => f is ConversationFact.ReadBackStarted, f => (ConversationFact.ReadBackStarted)f with { Look = 9 }),
        ("not completed", f => f is ConversationFact.Ended { Reason: EndReason.Closed },
            f => f is ConversationFact.Ended e ? e with { Completed = !e.Completed } : null),
        ("given up too early", f => f is ConversationFact.SendDeferred,
            f => f is ConversationFact.SendDeferred d ? new ConversationFact.MessageFailed(d.ClientMessageId, FailureReason.MetaUnavailable) : null),
        ("not ended when blocked", f => f is ConversationFact.Ended { Reason: EndReason.Blocked }, _ => null),
        ("never answered", f => f is ConversationFact.Answered, _ => null),
        ("no profile asked for", f => f is ConversationFact.ProfileRequested, _ => null),
    ];

    public static TheoryData<string> CampaignNames => [.. OfCampaigns.Select(p => p.Name)];

    public static TheoryData<string> AgentNames => [.. OfAgents.Select(p => p.Name)];

    public static TheoryData<string> ConversationNames => [.. OfConversations.Select(p => p.Name)];

    [Theory]
    [MemberData(nameof(CampaignNames))]
    public void In_a_campaign(string name)
    {
        var (_, which, change) = OfCampaigns.Single(p => p.Name == name);
        Found<CampaignState, CampaignCommand, CampaignFact, CampaignRules, CampaignOrigins>(Worlds.Value.SelectMany(w => w.Campaigns), which, change);
    }

    [Theory]
    [MemberData(nameof(AgentNames))]
    public void In_an_agent(string name)
    {
        var (_, which, change) = OfAgents.Single(p => p.Name == name);
        Found<AgentState, AgentCommand, AgentFact, AgentRules, AgentOrigins>(Worlds.Value.SelectMany(w => w.Agents), which, change);
    }

    [Theory]
    [MemberData(nameof(ConversationNames))]
    public void In_a_conversation(string name)
    {
        var (_, which, change) = OfConversations.Single(p => p.Name == name);
        Found<ConversationState, ConversationCommand, ConversationFact, ConversationRules, ConversationOrigins>(Worlds.Value.SelectMany(w => w.Conversations), which, change);
    }

    private static void Found<TState, TCommand, TFact, TRules, TOrigins>(
        IEnumerable<Told<TState, TCommand, TFact, TRules>> streams, Func<TFact, bool> which, Func<TFact, TFact?> change)
        where TState : class
        where TFact : class
        where TRules : IRules<TState, TCommand, TFact>
        where TOrigins : IOrigins<TState, TCommand, TFact>
    {
        var (told, altered, version) = streams.Select(s => (Told: s, Altered: s.With(which, change, out var version), Version: version)).First(p => p.Altered is not null);
        var difference = altered!.Replay<TOrigins>().Differences[0];
        Assert.Equal((told.Stream, version), (difference.Stream, difference.Version));
        Assert.NotEqual(difference.Stored, difference.Decided);

        // What the rules decide is what stood there before it was altered, or nothing where they refuse it.
        var right = FactCodec.TextOf(told.Rows[(int)version - 1].Facts.First(which));
        Assert.Contains(Kind(difference.Decided), new[] { Kind(right), null });
        Assert.NotNull(Kind(difference.Decided) ?? Kind(difference.Stored));

        static string? Kind(string? fact) => fact?[..fact.IndexOf('/', StringComparison.Ordinal)];
    }
}
