using Messenger.Cluster.Tests.Proof;
using Messenger.Contracts;
using Messenger.Domain.Shared;
using Messenger.Storage.Journal;

namespace Messenger.Cluster.Tests.Faults;

/// <summary>A grain that cannot read its journal says why, and is well again when it can.</summary>
public sealed class LoadingTests
{
    [Fact]
    public async Task A_journal_that_cannot_be_read_for_a_moment_is_storage_that_is_away_and_not_a_message_that_cannot_be_stored()
    {
        await using var cluster = await MessengerCluster.Start(1);
        var centre = await Centre.Open(cluster, agents: 1, limit: 1);
        var (psid, message) = (centre.Customer(), centre.Message("hola", "m-away"));

        await cluster.Execute("ALTER TABLE journal RENAME TO away");
        await Assert.ThrowsAsync<StorageUnavailableException>(() => centre.Conversation(psid).Receive([message]));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => centre.Conversation(psid).Read(null, null));
        await cluster.Execute("ALTER TABLE away RENAME TO journal");

        await Eventually.Is(
            async () => await Record.ExceptionAsync(() => centre.Conversation(psid).Receive([message])) is null, "the conversation takes messages again");
        Assert.Equal(1, await Sql.Number(cluster.Database, "SELECT COUNT(*) FROM message WHERE mid = 'm-away'"));
        await WholeProof.Of(cluster);
    }

    [Fact]
    public async Task A_journal_that_no_version_can_read_refuses_for_good_and_hurts_nobody_else()
    {
        await using var cluster = await MessengerCluster.Start(1);
        var centre = await Centre.Open(cluster, agents: 1, limit: 1);
        var psid = centre.Customer();
        var row = new NewRow(DateTimeOffset.UnixEpoch, """[{"is":"from-the-future/1"}]""", null, null, 0, null);
        await cluster.Writer.Append(new Append(Names.ConversationStream(Names.ConversationKey(centre.PageId, psid)), 0, row, [], [], null), TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<PoisonedException>(() => centre.Conversation(psid).Receive([centre.Message("hola")]));
        await centre.Waiting();
    }
}
