using System.Diagnostics;

namespace Messenger.Bench.Load;

/// <summary>What arrived at the screens, and how long after it was to be sent.</summary>
internal sealed class DeskRecord
{
    private readonly Lock _gate = new();
    private List<double> _messages = [];
    private List<double> _conversations = [];
    private List<long> _returns = [];
    private int _messageCount;
    private int _conversationCount;
    private int _resyncs;

    public void Arrived(SeenEvents batch)
    {
        var now = Stopwatch.GetTimestamp();
        lock (_gate)
        {
            foreach (var (isConversation, sent) in batch.Items)
            {
                _ = isConversation ? _conversationCount++ : _messageCount++;
                if (sent > 0)
                {
                    // Both processes read the same monotonic clock of the machine.
                    (isConversation ? _conversations : _messages).Add(Stopwatch.GetElapsedTime(sent, now).TotalMilliseconds);
                }
            }
        }
    }

    public void Resynced() => Interlocked.Increment(ref _resyncs);

    /// <summary>A desk that had lost its connection is subscribed again.</summary>
    public void CameBack()
    {
        lock (_gate)
        {
            _returns.Add(Stopwatch.GetTimestamp());
        }
    }

    public DeskCounts Counts()
    {
        lock (_gate)
        {
            return new DeskCounts(_messageCount, _conversationCount, _resyncs);
        }
    }

    public DeskTimes Take()
    {
        lock (_gate)
        {
            var taken = new DeskTimes(_messages, _conversations, _returns);
            (_messages, _conversations, _returns) = ([], [], []);
            return taken;
        }
    }
}

/// <summary>Events that arrived since the start.</summary>
internal sealed record DeskCounts(int Messages, int Conversations, int Resyncs);

/// <summary>Milliseconds from the intended sending to the screen.</summary>
/// <param name="Returns">Timestamps at which desks that had lost their connection were subscribed again.</param>
internal sealed record DeskTimes(IReadOnlyList<double> Messages, IReadOnlyList<double> Conversations, IReadOnlyList<long> Returns);
