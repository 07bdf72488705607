using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Messenger.Domain.Hubs;

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

    public void Arrived(HubEvent[] batch)
    {
        var now = Stopwatch.GetTimestamp();
        lock (_gate)
        {
            foreach (var e in batch)
            {
                if (e.Type == "message.added")
                {
                    _messageCount++;
                    Note(_messages, e.Data!.Value, now);
                }
                else if (e.Type == "interaction.added")
                {
                    _conversationCount++;
                    Note(_conversations, e.Data!.Value.GetProperty("interaction").GetProperty("messages").EnumerateArray().FirstOrDefault(), now);
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

    private static void Note(List<double> times, JsonElement message, long now)
    {
        if (message.ValueKind == JsonValueKind.Object && message.GetProperty("text").GetString() is { } text
            && text.StartsWith(WebhookRequest.SentMark, StringComparison.Ordinal)
            && long.TryParse(text.AsSpan(WebhookRequest.SentMark.Length, text.IndexOf(' ', StringComparison.Ordinal) - WebhookRequest.SentMark.Length), CultureInfo.InvariantCulture, out var sent)
            && sent > 0)
        {
            // Both processes read the same monotonic clock of the machine.
            times.Add(Stopwatch.GetElapsedTime(sent, now).TotalMilliseconds);
        }
    }
}

/// <summary>Events that arrived since the start.</summary>
internal sealed record DeskCounts(int Messages, int Conversations, int Resyncs);

/// <summary>Milliseconds from the intended sending to the screen.</summary>
/// <param name="Returns">Timestamps at which desks that had lost their connection were subscribed again.</param>
internal sealed record DeskTimes(IReadOnlyList<double> Messages, IReadOnlyList<double> Conversations, IReadOnlyList<long> Returns);
