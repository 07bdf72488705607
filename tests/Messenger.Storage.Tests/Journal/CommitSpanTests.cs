using System.Collections.Concurrent;
using System.Diagnostics;
using Messenger.Storage.Journal;

namespace Messenger.Storage.Tests.Journal;

public sealed class CommitSpanTests : StoreTests<SqliteDatabase>
{
    [Fact]
    public async Task A_commit_is_a_span_of_its_callers_trace_although_another_thread_does_it()
    {
        using var source = new ActivitySource("test.commit");
        var ended = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = s => s.Name is StorageTrace.Name or "test.commit",
            // Other tests run beside this one and must not be recorded.
            Sample = (ref options) => options.Source.Name == "test.commit" || options.Parent != default ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None,
            ActivityStopped = ended.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        using var caller = source.StartActivity("caller")!;

        var committed = Assert.IsType<AppendResult.Committed>(await Store.Writer.Append(TestStore.Of("s1", 0), Ct));
        Assert.IsType<AppendResult.Conflict>(await Store.Writer.Append(TestStore.Of("s1", 0), Ct));

        Assert.Same(caller, Activity.Current);
        var spans = ended.Where(s => s.TraceId == caller.TraceId).ToArray();
        Assert.All(spans, s => Assert.Equal((caller.SpanId, "s1", 1), (s.ParentSpanId, s.GetTagItem("messenger.stream"), s.GetTagItem("messenger.group_size"))));
        Assert.Equal(["Committed", "Conflict"], spans.Select(s => s.GetTagItem("messenger.result")));
        Assert.Equal(spans[0].Context, committed.Trace);
    }

    [Fact]
    public async Task Nobody_listens_and_no_span_is_made() =>
        Assert.Equal(new AppendResult.Committed(1), await Store.Writer.Append(TestStore.Of("s1", 0), Ct));
}
