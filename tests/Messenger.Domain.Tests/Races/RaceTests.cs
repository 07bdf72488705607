using System.Globalization;

namespace Messenger.Domain.Tests.Races;

/// <summary>
/// The rules against the world: messages late, doubled, lost and overtaken, processes that stop, people who do everything at once.
/// A failure prints its seed; MESSENGER_RACE_SEED runs it again, MESSENGER_RACE_WORLDS runs more.
/// </summary>
public sealed class RaceTests
{
    private const int StepsPerWorld = 2_000;
    private const int StepsBetweenRests = 250;
    private const int Worlds = 120;

    [Fact]
    public void Under_every_fault_nothing_is_lost_and_no_limit_is_broken()
    {
        var (offers, refusals, ended) = (0, 0, 0);
        foreach (var seed in Seeds())
        {
            var world = new World(seed);
            var step = 0;
            try
            {
                while (step++ < StepsPerWorld)
                {
                    world.Step();
                    if (step % StepsBetweenRests == 0)
                    {
                        world.ComeToRest();
                    }
                }
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"MESSENGER_RACE_SEED={seed}, step {step}: {e.Message}", e);
            }

            offers += world.Invariants.Offers;
            refusals += world.Invariants.Refusals;
            ended += world.Invariants.Ended;
        }

        // A world in which nothing happens would prove nothing.
        Assert.True(offers > 1_000 && refusals > 100 && ended > 500, $"{offers} offers, {refusals} refusals, {ended} ended");
    }

    /// <summary>The same worlds each time, and one that nobody has seen yet.</summary>
    private static IEnumerable<int> Seeds() => Setting("MESSENGER_RACE_SEED") is { } one
        ? [one]
        : Enumerable.Range(1, Setting("MESSENGER_RACE_WORLDS") ?? Worlds).Append(Random.Shared.Next());

    private static int? Setting(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
}
