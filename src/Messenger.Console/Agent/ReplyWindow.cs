using System.Globalization;
using Messenger.Domain.Hubs;

namespace Messenger.Console.Agent;

/// <summary>What is left of the time in which a reply may be sent; of the usual day only worth a word when it is short, of the week behind it always.</summary>
public sealed record ReplyWindow(bool IsClosed, string Text, string Tone)
{
    private static readonly TimeSpan Short = TimeSpan.FromHours(2);

    /// <summary>Null while there are two hours or more of the day. When it ends, what follows it counts.</summary>
    public static ReplyWindow? Of(WindowView window, DateTimeOffset now)
    {
        if (window.ClosesAt <= now && window.Then is { } then)
        {
            return Of(then, now);
        }

        if (window.Kind == "closed" || window.ClosesAt <= now)
        {
            return new(true, "", "tone-bad");
        }

        return window.ClosesAt - now is { } left && (left < Short || window.Kind == "humanAgent")
            ? new(false, Say(left), left < TimeSpan.FromMinutes(15) ? "tone-bad" : "tone-warn")
            : null;
    }

    private static string Say(TimeSpan left) => left.TotalDays >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{left.Days} d {left.Hours} h")
        : left.TotalHours >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{(int)left.TotalHours} h {left.Minutes:00} min")
        : string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, (int)left.TotalMinutes)} min");
}
