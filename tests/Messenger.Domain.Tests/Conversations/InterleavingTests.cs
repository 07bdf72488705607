using CsCheck;
using Messenger.Domain.Conversations;
using Messenger.Domain.Hubs;

namespace Messenger.Domain.Tests.Conversations;

/// <summary>
/// Meta delivers twice, late and in any order, and what another app handles comes a second way: whatever the interleaving of one
/// interaction's deliveries, the transcript in the order of Meta's time and mid is the same.
/// </summary>
public sealed class InterleavingTests
{
    private const int Interleavings = 12_000;

    private static readonly Gen<(Inbound[] Happened, uint Shuffle)> Lives = Gen.Select(Gen.Int[1, 30], Gen.UInt, Gen.UInt, (length, seed, shuffle) => (Live(length, seed), shuffle));

    [Fact]
    public void Any_interleaving_of_doubled_reordered_and_delayed_deliveries_gives_the_same_transcript()
    {
        var tried = 0;
        Lives.Sample(
            life =>
            {
                Interlocked.Increment(ref tried);
                var inOrder = Transcript(life.Happened.OrderBy(e => e.At));
                Assert.Equal(inOrder, Transcript(Delivered(life.Happened, life.Shuffle)));
            },
            iter: Interleavings);
        Assert.True(tried >= Interleavings);
        TestContext.Current.TestOutputHelper!.WriteLine($"{tried} interleavings");
    }

    /// <summary>What a customer, the Page's inbox and other apps did, each thing with a time of its own.</summary>
    private static Inbound[] Live(int length, uint seed)
    {
        var luck = new Races.Luck();
        luck.Begin(seed);
        List<string> mids = ["m0"];
        List<Inbound> happened = [new Inbound.CustomerMessage("m0", "Hola", [], null, null, Chat.At(0))];
        for (var n = 1; n <= length; n++)
        {
            // Two things can carry the same millisecond.
            var at = luck.OneIn(5) ? happened[^1].At : Chat.At(n);
            var mid = $"m{luck.Next(1_000)}-{n}";
            var meant = luck.Any(mids);
            Inbound next = luck.Next(14) switch
            {
                < 4 => new Inbound.CustomerMessage(mid, luck.OneIn(4) ? null : $"texto {n}", luck.OneIn(3) ? [new Attachment("image", $"https://x/{n}")] : [], luck.OneIn(3) ? meant : null, null, at),
                4 => new Inbound.Postback(mid, "Empezar", "START", null, at),
                5 or 6 => new Inbound.Echo(mid, $"de la bandeja {n}", [], false, "263902037430900", null, at),
                7 => new Inbound.Reaction(meant, luck.OneIn(3), "love", $"e{n}", at),
                8 => new Inbound.Edited(meant, $"corregido {n}", n, at),
                9 => new Inbound.Unsent(meant, false, at),
                10 => new Inbound.Read(at, at),
                11 => new Inbound.Delivered(at, at),
                12 => new Inbound.Referred(new Referral("SHORTLINK", null, $"r{n}"), at),
                _ => new Inbound.ThreadControl(ThreadControlStep.Taken, "1", $"{n}", false, null, at),
            };
            happened.Add(next);
            if (next is Inbound.CustomerMessage or Inbound.Postback or Inbound.Echo)
            {
                mids.Add(mid);
            }
        }

        return [.. happened];
    }

    /// <summary>Each one to three times, some of them the way of another app's thread, all shuffled.</summary>
    private static List<Inbound> Delivered(Inbound[] happened, uint seed)
    {
        var luck = new Races.Luck();
        luck.Begin(seed);
        return luck.Shuffled(happened.SelectMany(e => Enumerable.Range(0, 1 + luck.Next(3)).Select(_ => luck.OneIn(4) ? new Inbound.Standby(e, e.At) : e)).ToList());
    }

    private static List<string> Transcript(IEnumerable<Inbound> deliveries)
    {
        var story = Chat.New();
        foreach (var delivery in deliveries)
        {
            story.Do(Chat.Inbound(delivery));
        }

        return [.. story.View().Messages.Select(Shown), $"{story.State.Window}"];
    }

    /// <summary>All but the number of receipt, which is the one thing that is about receipt.</summary>
    private static string Shown(MessageView m) => $"{m.At:O} {m with { Id = "", Seq = 0, Attachments = [] }} {string.Join('|', m.Attachments)}";
}
