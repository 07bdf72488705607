using System.Diagnostics;
using System.Threading.Channels;
using Messenger.Domain.Shared;

namespace Messenger.Grains.Machinery;

/// <summary>The way to one front.</summary>
/// <remarks>A front that takes nothing costs no more than the queue: what it missed its head probes fetch.</remarks>
internal sealed class PushOutlet
{
    /// <summary>Some seconds of a busy silo.</summary>
    public const int MostWaiting = 8_192;

    private const int LargestBatch = 512;

    /// <summary>
    /// From one batch to the next. Each costs calls of its own, whatever is in it; under load this makes a few large ones of many small ones.
    /// After a quiet moment nothing waits.
    /// </summary>
    public static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(5);

    private readonly Channel<Pushed> _waiting = Channel.CreateBounded<Pushed>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private readonly Func<IReadOnlyList<StreamEvent>, Task> _send;
    private readonly Action<Exception> _failed;

    public PushOutlet(Func<IReadOnlyList<StreamEvent>, Task> send, Action<Exception> failed)
    {
        _send = send;
        _failed = failed;

        // Not on the scheduler of the grain that happened to be first.
        _ = Task.Run(Run);
    }

    public void Push(IReadOnlyList<StreamEvent> events, ActivityContext commit)
    {
        var span = GrainTrace.Push(commit, events[0].Stream, events.Count);
        if (!_waiting.Writer.TryWrite(new Pushed(span is null ? events : [.. events.Select(e => e with { Trace = span.Id })], span)))
        {
            GrainMeter.PushFailed();
            span?.Dispose();
        }
    }

    private async Task Run()
    {
        var batch = new List<StreamEvent>();
        var spans = new List<Activity>();
        var last = 0L;
        while (await _waiting.Reader.WaitToReadAsync())
        {
            while (Stopwatch.GetElapsedTime(last) is var quiet && quiet < Pace)
            {
                // Of a part of a millisecond nothing would be waited, and a timer may ring a little early.
                await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling((Pace - quiet).TotalMilliseconds)));
            }

            last = Stopwatch.GetTimestamp();
            while (batch.Count < LargestBatch && _waiting.Reader.TryRead(out var pushed))
            {
                batch.AddRange(pushed.Events);
                if (pushed.Span is { } span)
                {
                    spans.Add(span);
                }
            }

            await Send(batch, spans);
            batch = [];
            spans.Clear();
        }
    }

    private async Task Send(List<StreamEvent> batch, List<Activity> spans)
    {
        Activity.Current = spans.FirstOrDefault();
        try
        {
            await _send(batch);
        }
        catch (Exception e)
        {
            GrainMeter.PushFailed();
            _failed(e);
        }

        spans.ForEach(s => s.Dispose());
        Activity.Current = null;
    }

    private sealed record Pushed(IReadOnlyList<StreamEvent> Events, Activity? Span);
}
