using CsCheck;
using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Conversations;
using Messenger.Domain.Metrics;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Tests.Metrics;

/// <summary>queued = A + B + X + W at every instant of every history, counted here from the bare facts and by no line of the engine.</summary>
public sealed class QueueEquationTests
{
    private const int Customers = 5;
    private static readonly DateTimeOffset Start = new(2026, 3, 3, 18, 0, 0, TimeSpan.Zero);
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("America/Santiago");
    private static readonly AgentName Ana = new("a1", "ana", "Ana");
    private static readonly QueuePlace[] Places = Enum.GetValues<QueuePlace>();

    /// <summary>Which customer, what happens to him, how many minutes later than the one before.</summary>
    private static readonly Gen<(int Customer, int What, int Minutes)[]> Histories =
        Gen.Select(Gen.Int[0, Customers - 1], Gen.Int[0, 15], Gen.Int[0, 45], (c, w, m) => (c, w, m)).Array[0, 120];

    [Fact]
    public void Whatever_happens_every_queued_one_is_in_exactly_one_of_the_four() => Histories.Sample(
        history =>
        {
            var folds = Enumerable.Range(0, Customers).Select(_ => new InteractionFold()).ToArray();
            var told = new List<(string Interaction, ConversationFact Fact, DateTimeOffset At)>();
            var numbers = new int[Customers];
            var now = Start;
            foreach (var (customer, what, minutes) in history)
            {
                now = now.AddMinutes(minutes);
                if (Next(customer, what, numbers, now) is { } fact)
                {
                    told.Add((IdOf(customer, numbers), fact, now));
                    folds[customer].Walk(fact, now);
                }

                Holds(folds, told, now);
            }
        },
        iter: 300);

    private static void Holds(InteractionFold[] folds, List<(string Interaction, ConversationFact Fact, DateTimeOffset At)> told, DateTimeOffset now)
    {
        var all = folds.SelectMany(f => f.Interactions).ToList();
        var days = Enumerable.Range(2, 6).Select(d => LocalDay.Of(new DateOnly(2026, 3, d), Zone)).ToList();
        var sums = days.Select(day => DayCounts.Of(all, day, TimeSpan.FromMinutes(10), now)).ToList();
        Assert.All(sums, c => Assert.Equal(c.Queued, c.Answered + c.Abandoned + c.EndedOtherwise + c.Waiting));

        var queued = told.GroupBy(t => t.Interaction).Select(g => g.Select(t => t.Fact).ToList()).Where(WasQueued).ToList();
        Assert.Equal(queued.Count, sums.Sum(c => c.Queued));
        Assert.Equal(queued.Count(f => f.Exists(x => x is ConversationFact.Abandoned)), sums.Sum(c => c.Abandoned));
        Assert.Equal(queued.Count(f => !f.Exists(x => x is ConversationFact.Abandoned) && f.Exists(x => x is ConversationFact.Answered)), sums.Sum(c => c.Answered));
        Assert.Equal(queued.Count(f => !f.Exists(x => x is ConversationFact.Abandoned or ConversationFact.Answered or ConversationFact.Ended)), sums.Sum(c => c.Waiting));
        Assert.True(sums.TrueForAll(c => c.Recovered <= c.Abandoned && c.ServiceAnsweredInTime <= c.Answered && c.ServiceWaitingLate <= c.Waiting));
    }

    private static bool WasQueued(List<ConversationFact> facts) =>
        facts.Exists(f => f is ConversationFact.Owned or ConversationFact.Placed { QueuedAt: not null } or ConversationFact.Placed { Place: QueuePlace.Queued or QueuePlace.Held });

    private static string IdOf(int customer, int[] numbers) => $"1-{customer}-{numbers[customer]}";

    /// <summary>Anything after anything: the rules would not let most of it happen. Null = there is nobody to whom it could.</summary>
    private static ConversationFact? Next(int customer, int what, int[] numbers, DateTimeOffset now)
    {
        if (what == 0)
        {
            numbers[customer]++;
            return new ConversationFact.InteractionOpened(IdOf(customer, numbers), numbers[customer], "c1", "Soporte", "1", "7");
        }

        var id = IdOf(customer, numbers);
        return numbers[customer] == 0 ? null : what switch
        {
            <= 8 => new ConversationFact.Placed(id, 1, Places[what - 1], what % 3 == 0 ? now : null),
            9 => new ConversationFact.Owned(id, 1, new Lease("c1", 1), Ana),
            10 => new ConversationFact.Requeued(id, 2, new Lease("c1", 1), "lost"),
            11 => new ConversationFact.Answered(id, Ana.Id),
            12 => new ConversationFact.Abandoned(id, now.AddMinutes(-1)),
            13 => new ConversationFact.MessageQueued(1, id, "m1", Ana, false, "Buenas"),
            14 => new ConversationFact.Ended(id, 1, null, Ana.Id, true, EndReason.Closed, null, null),
            _ => new ConversationFact.Seen(id),
        };
    }
}
