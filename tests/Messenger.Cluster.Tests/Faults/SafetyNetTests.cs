using Messenger.Contracts;
using Messenger.Domain.Agents;
using Messenger.Domain.Shared;
using Messenger.Storage.Journal;
using Microsoft.Extensions.Time.Testing;

namespace Messenger.Cluster.Tests.Faults;

/// <summary>The Waker's reminder, without any pulse that would do the same sooner.</summary>
public sealed class SafetyNetTests
{
    [Fact]
    public async Task A_reminder_in_the_database_wakes_who_is_due_even_after_all_silos_were_gone()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var cluster = await MessengerCluster.Start(1, remindersOnly: clock);
        await cluster.Grains.GetGrain<IWakerGrain>(0).Run();
        await cluster.StopAll();

        const string Id = "asleep";
        var stream = Names.AgentStream(Id);
        var encoded = FactCodec.Encode<AgentFact>([new AgentFact.Registered(Id, "Nadie")]);
        await cluster.Writer.Append(new Append(
            stream, 0, new NewRow(cluster.Clock.GetUtcNow(), encoded.Facts, encoded.Content, encoded.ContentHash, 1, null), [], [],
            new DueChange(cluster.Clock.GetUtcNow())));
        await cluster.StartAll(1);
        Assert.Equal(1, await Due());

        // Awake, he finds that nothing is due.
        await Eventually.Is(
            () =>
            {
                clock.Advance(TimeSpan.FromSeconds(5));
                return Due();
            },
            due => due == 0,
            "he was woken");

        Task<long> Due() => Sql.Number(cluster.Database, "SELECT count(*) FROM due WHERE stream = @stream", new { stream });
    }
}
