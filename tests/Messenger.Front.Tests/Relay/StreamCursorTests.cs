using Messenger.Contracts;
using Messenger.Domain.Shared;
using Messenger.Front.Relay;
using Xunit;

namespace Messenger.Front.Tests.Relay;

public sealed class StreamCursorTests
{
    private const string Stream = "conversation/1:2";

    private readonly StreamCursor _cursor = new();

    [Fact]
    public void The_next_version_passes_and_repeats_are_dropped()
    {
        SeeHead(3);
        Assert.Equal([4L], Versions(_cursor.Take(Event(4))));
        Assert.Empty(_cursor.Take(Event(4)));
        Assert.Empty(_cursor.Take(Event(2)));
        Assert.Equal(4, _cursor.Version);
        Assert.False(_cursor.IsBehind);
    }

    [Fact]
    public void What_runs_ahead_waits_and_passes_with_the_missing_one()
    {
        SeeHead(0);
        Assert.Empty(_cursor.Take(Event(3)));
        Assert.Empty(_cursor.Take(Event(2)));
        Assert.True(_cursor.HasGap);
        Assert.Equal([1L, 2, 3], Versions(_cursor.Take(Event(1))));
        Assert.False(_cursor.HasGap);
    }

    [Fact]
    public void A_gap_is_filled_from_the_page_and_what_waited_follows()
    {
        SeeHead(0);
        _cursor.Take(Event(4));
        var (snapshot, events) = _cursor.Fill(new StreamPage(new StreamHead(Stream, 3), [Event(1), Event(2), Event(3)], null));
        Assert.Null(snapshot);
        Assert.Equal([1L, 2, 3, 4], Versions(events));
    }

    [Fact]
    public void A_head_that_did_not_arrive_leaves_it_behind()
    {
        SeeHead(1);
        Assert.True(_cursor.See(new StreamHead(Stream, 2), out _));
        Assert.True(_cursor.IsBehind);
        Assert.False(_cursor.HasGap);
        _cursor.Take(Event(2));
        Assert.False(_cursor.IsBehind);
    }

    [Fact]
    public void A_stale_head_changes_nothing()
    {
        SeeHead(5);
        Assert.True(_cursor.See(new StreamHead(Stream, 2), out _));
        Assert.Equal(5, _cursor.Version);
        Assert.False(_cursor.IsBehind);
    }

    [Fact]
    public void Events_before_the_first_head_pass_when_it_is_known()
    {
        Assert.Empty(_cursor.Take(Event(8)));
        Assert.Empty(_cursor.Take(Event(7)));
        Assert.True(_cursor.See(new StreamHead(Stream, 7), out var pass));
        Assert.Equal([8L], Versions(pass));
    }

    [Fact]
    public void Another_incarnation_needs_a_snapshot_and_goes_on_after_it()
    {
        SeeHead(9);
        Assert.False(_cursor.See(new StreamHead("board/c~b", 1), out _));
        var (snapshot, _) = _cursor.Fill(new StreamPage(new StreamHead("board/c~b", 1), null, new StreamSnapshot("board/c~b", 1, "{}")));
        Assert.NotNull(snapshot);
        Assert.Equal([2L], Versions(_cursor.Take(Event(2, "board/c~b"))));
        Assert.Empty(_cursor.Take(Event(10)));
    }

    [Fact]
    public void A_snapshot_older_than_what_was_passed_is_dropped()
    {
        SeeHead(9);
        Assert.Null(_cursor.Fill(new StreamPage(new StreamHead(Stream, 8), null, new StreamSnapshot(Stream, 8, "{}"))).Snapshot);
        Assert.Equal(9, _cursor.Version);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void However_events_are_dropped_doubled_and_shuffled_the_passed_sequence_is_whole(int seed)
    {
        var random = new Random(seed);
        var all = Enumerable.Range(1, 200).Select(version => Event(version)).ToList();
        var pushed = all.Where(_ => random.Next(10) > 0).SelectMany(e => Enumerable.Repeat(e, random.Next(1, 3)))
            .Select((e, index) => (e, at: index + (random.Next(10) == 0 ? random.Next(8) : 0))).OrderBy(p => p.at).Select(p => p.e);
        SeeHead(0);
        var passed = new List<StreamEvent>();
        foreach (var e in pushed)
        {
            passed.AddRange(_cursor.Take(e));
            if (_cursor.HasGap && random.Next(3) == 0)
            {
                Read(all, passed);
            }
        }

        Assert.True(_cursor.See(new StreamHead(Stream, 200), out var rest));
        passed.AddRange(rest);
        Read(all, passed);
        Assert.Equal(Enumerable.Range(1, 200).Select(version => (long)version), passed.Select(e => e.Version));
    }

    private void Read(List<StreamEvent> all, List<StreamEvent> passed) =>
        passed.AddRange(_cursor.Fill(new StreamPage(new StreamHead(Stream, 200), [.. all.Where(e => e.Version > _cursor.Version)], null)).Events);

    private void SeeHead(long version) => Assert.True(_cursor.See(new StreamHead(Stream, version), out _));

    private static StreamEvent Event(long version, string stream = Stream) => new(stream, version, "message.added", DateTimeOffset.UnixEpoch, "{}");

    private static IEnumerable<long> Versions(IEnumerable<StreamEvent> events) => events.Select(e => e.Version);
}
