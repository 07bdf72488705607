using Messenger.Domain.Hubs;

namespace Messenger.Console.Agent;

/// <summary>A countdown of an interaction.</summary>
/// <param name="Name">chat, reply or silence: the middle of its text's key.</param>
public sealed record ChatTime(string Name, TimeSpan Left, string Tone);

/// <summary>Which ends of an interaction are near enough to be counted down (R15, B3).</summary>
public static class ChatTimes
{
    private static readonly TimeSpan OfReply = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan OfSilence = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Urgent = TimeSpan.FromSeconds(15);

    public static bool Tick(InteractionView view) => (view.ChatEndsAt ?? view.FirstReplyBy ?? view.InactiveAt) is not null;

    public static IEnumerable<ChatTime> Of(InteractionView view, DateTimeOffset now)
    {
        if (view.ChatEndsAt - now is { } chat && chat <= LastOf(view.ChatSeconds))
        {
            yield return new("chat", chat, "tone-bad");
        }

        if (view.FirstReplyBy - now is { } reply && reply <= OfReply)
        {
            yield return new("reply", reply, ToneOf(reply));
        }

        if (view.InactiveAt - now is { } silence && silence <= OfSilence)
        {
            yield return new("silence", silence, ToneOf(silence));
        }
    }

    /// <summary>The last 60 s, of limits under 300 s the last fifth.</summary>
    private static TimeSpan LastOf(int seconds) => TimeSpan.FromSeconds(seconds < 300 ? seconds / 5.0 : 60);

    private static string ToneOf(TimeSpan left) => left <= Urgent ? "tone-bad" : "tone-warn";
}
