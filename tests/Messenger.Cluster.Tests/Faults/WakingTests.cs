using Messenger.Domain.Agents;
using Messenger.Domain.Shared;
using Messenger.Storage.Journal;

namespace Messenger.Cluster.Tests.Faults;

/// <summary>Whoever has something due is brought into memory.</summary>
public sealed class WakingTests(TwoSilos silos) : IClassFixture<TwoSilos>
{
    /// <summary>A connected agent's due row lies centuries ahead: if waking him fails once, that must not have been the only time.</summary>
    [Fact]
    public async Task Who_could_not_be_woken_is_woken_later()
    {
        const string Id = "unreadable";
        var stream = Names.AgentStream(Id);
        var encoded = FactCodec.Encode<AgentFact>([new AgentFact.Registered(Id, "Nadie")]);
        var change = new RowChange("UPDATE journal SET facts = @Facts WHERE stream = @Stream", new { Facts = "[{\"is\":\"not-yet-known/1\"}]", Stream = stream });
        await Append(0, [change], new DueChange(silos.Cluster.Clock.GetUtcNow().AddYears(900)));

        // A silo more: everybody is woken, but this one fails.
        await silos.Cluster.Orleans.StartAdditionalSiloAsync();
        await Eventually.Is(() => Task.FromResult(silos.Cluster.Log.Lines.Any(l => l.Contains("Waking " + stream, StringComparison.Ordinal))), "waking him failed");
        await Append(1, [new RowChange("UPDATE journal SET facts = @Facts WHERE stream = @Stream", new { encoded.Facts, Stream = stream })], null);

        // Awake, he finds that nothing is due.
        await Eventually.Is(
            async () => await Sql.Number(silos.Cluster.Database, "SELECT count(*) FROM due WHERE stream = @stream", new { stream }) == 0, "he was woken");

        Task<AppendResult> Append(long expected, RowChange[] changes, DueChange? due) => silos.Cluster.Writer.Append(new Append(
            stream, expected, new NewRow(silos.Cluster.Clock.GetUtcNow(), encoded.Facts, encoded.Content, encoded.ContentHash, expected + 1, null), changes, [], due));
    }
}
