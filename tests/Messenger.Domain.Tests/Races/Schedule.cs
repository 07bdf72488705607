using CsCheck;

namespace Messenger.Domain.Tests.Races;

/// <summary>What happens in one step.</summary>
internal enum StepKind
{
    /// <summary>Something under way arrives, comes home, is lost or doubled.</summary>
    Move,

    /// <summary>Somebody outside does something: a customer, an agent, an administrator.</summary>
    Act,

    /// <summary>A grain decides what gathered in its inbox and commits it together.</summary>
    Pump,

    /// <summary>An activation is gone with all it remembered.</summary>
    Crash,

    /// <summary>A second or third activation of a grain comes up beside the first.</summary>
    Double,

    /// <summary>The clock moves on; who is due looks again.</summary>
    Time,

    /// <summary>Faults end, everything arrives; what should be is compared with what is.</summary>
    Rest,
}

/// <param name="Luck">Where every choice inside the step comes from.</param>
internal readonly record struct Step(StepKind Kind, uint Luck);

/// <summary>One world from beginning to end.</summary>
internal sealed record Schedule(int Campaigns, int Agents, int Customers, uint Luck, IReadOnlyList<Step> Steps)
{
    private const int StepsAtMost = 4_000;

    private static readonly Gen<StepKind> Kinds = Gen.Frequency(
        (800, StepKind.Move), (110, StepKind.Act), (25, StepKind.Pump), (12, StepKind.Crash), (25, StepKind.Double), (30, StepKind.Time), (5, StepKind.Rest));

    public static readonly Gen<Schedule> Any = Gen.Select(
        Gen.Int[1, 2], Gen.Int[1, 5], Gen.Int[2, 24], Gen.UInt, Gen.Select(Kinds, Gen.UInt, (kind, luck) => new Step(kind, luck)).Array[1, StepsAtMost],
        (campaigns, agents, customers, luck, steps) => new Schedule(campaigns, agents, customers, luck, steps));

    /// <summary>
    /// The shortest schedule found that still fails: halves, quarters and so on are left out for as long as the world goes wrong
    /// without them. CsCheck makes schedules shorter by drawing others; this makes the same one shorter.
    /// </summary>
    public Schedule Shortest(Func<Schedule, bool> fails, TimeSpan within)
    {
        var (shortest, began) = (this, TimeProvider.System.GetTimestamp());
        for (var size = Math.Max(1, shortest.Steps.Count / 2); size > 0; size /= 2)
        {
            for (var from = shortest.Steps.Count - size; from > -size; from -= size)
            {
                if (TimeProvider.System.GetElapsedTime(began) > within)
                {
                    return shortest;
                }

                var first = Math.Max(0, from);
                var without = shortest with { Steps = [.. shortest.Steps.Take(first), .. shortest.Steps.Skip(from + size)] };
                if (fails(without))
                {
                    shortest = without;
                }
            }
        }

        return shortest;
    }
}
