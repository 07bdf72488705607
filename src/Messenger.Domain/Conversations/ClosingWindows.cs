using Messenger.Domain.Campaigns;

namespace Messenger.Domain.Conversations;

/// <summary>An open interaction of a campaign and the windows that its customer's acts opened.</summary>
/// <param name="Waits">The customer wrote last: he waits for an answer.</param>
public sealed record OpenWindow(string InteractionId, string CustomerName, string? AgentUserName, string? AgentName, string? Place, MessagingWindow Window, bool Waits);

/// <summary>One whose window closes at an hour at which the campaign is closed, so that nobody is there to answer before (B5).</summary>
/// <param name="ClosesAt">The first instant at which nobody may answer any more.</param>
/// <param name="LastHours">When the campaign closes for the last time before that; null = it does not open any more until then.</param>
public sealed record ClosingWindow(OpenWindow Of, DateTimeOffset ClosesAt, DateTimeOffset? LastHours);

/// <summary>Which reply windows close while their campaign is closed.</summary>
public static class ClosingWindows
{
    /// <summary>Who waits for an answer first, then whose window closes first.</summary>
    public static IReadOnlyList<ClosingWindow> Of(Schedule schedule, IEnumerable<OpenWindow> open, bool humanAgentGranted, DateTimeOffset now)
    {
        var changes = new Changes(schedule, now);
        return
        [
            .. from one in open
               let until = WindowRules.LastsUntil(one.Window, humanAgentGranted)
               where until > now && !schedule.IsOpen(until.Value)
               orderby one.Waits descending, until, one.InteractionId
               select new ClosingWindow(one, until.Value, changes.LastClosingBefore(until.Value)),
        ];
    }

    /// <summary>The schedule is walked once, however many windows there are.</summary>
    private sealed class Changes(Schedule schedule, DateTimeOffset now)
    {
        private readonly List<(DateTimeOffset At, bool Opens)> known = [];
        private bool ended;

        public DateTimeOffset? LastClosingBefore(DateTimeOffset until)
        {
            while (!ended && (known.Count == 0 || known[^1].At < until))
            {
                if (schedule.NextChange(known.Count == 0 ? now : known[^1].At) is { } next)
                {
                    known.Add((next, schedule.IsOpen(next)));
                }
                else
                {
                    ended = true;
                }
            }

            var last = known.FindLastIndex(c => !c.Opens && c.At <= until);
            return last < 0 ? null : known[last].At;
        }
    }
}
