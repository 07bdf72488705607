namespace Messenger.Console.Agent;

/// <summary>Why an interaction left the desk although its agent did nothing: what the desk last knew of it tells.</summary>
public static class Departure
{
    /// <summary>Computed instants pass on the server first; this much is the line's and this clock's.</summary>
    private static readonly TimeSpan Near = TimeSpan.FromSeconds(3);

    /// <param name="isOver">It is known to have ended, not to have gone elsewhere.</param>
    /// <returns>The key of the sentence, and who took it where that is known.</returns>
    public static (string Key, string? By) Of(Chat chat, bool isOver, DateTimeOffset now)
    {
        var by = now + Near;
        return chat.View switch
        {
            { Handing: { } handing } => ("Left.taken", handing.AgentName ?? handing.CampaignName),
            { ChatEndsAt: { } at } when at <= by => ("Left.chat-time", null),
            { InactiveAt: { } at } when at <= by => ("Left.inactive", null),
            { FirstReplyBy: { } at } when at <= by => ("Left.first-reply", null),
            _ => (isOver ? "Left.ended" : "Left.gone", null),
        };
    }
}
