using Messenger.Domain.Hubs;

namespace Messenger.Domain.Conversations;

/// <summary>What may be sent at an instant.</summary>
/// <param name="Type">Null = closed: Meta would refuse, so it is not tried.</param>
/// <param name="Until">When this right ends, the first instant at which it is gone; when closed, the end of the last one there was, null when there was none.</param>
public readonly record struct SendingRight(MessagingType? Type, DateTimeOffset? Until);

/// <summary>The window engine (B5): may something be sent to this customer now, and as what?</summary>
public static class WindowRules
{
    /// <summary>After the customer's latest action.</summary>
    public static readonly TimeSpan Standard = TimeSpan.FromHours(24);

    /// <summary>After the customer's latest message, for a person's answer.</summary>
    public static readonly TimeSpan HumanAgent = TimeSpan.FromDays(7);

    /// <summary>Meta's clock decides, and a message needs time to get there: each window ends this much earlier here.</summary>
    public static readonly TimeSpan Margin = TimeSpan.FromSeconds(30);

    /// <remarks>While the 24 hours are open it is an answer, whoever wrote it. After them only a person may write, and only with
    /// <paramref name="humanAgentGranted"/>. The ends themselves are closed already. A customer who never did anything cannot be written to.</remarks>
    public static SendingRight At(DateTimeOffset now, MessagingWindow window, Author author, bool humanAgentGranted)
    {
        var standard = window.Opened + Standard - Margin;
        if (now < standard)
        {
            return new(MessagingType.Response, standard);
        }

        if (!humanAgentGranted || author != Author.Person)
        {
            return new(null, standard);
        }

        var byHand = window.Wrote + HumanAgent - Margin;
        return now < byHand ? new(MessagingType.HumanAgent, byHand) : new(null, Latest(standard, byHand));
    }

    /// <summary>May a message carry this tag at all? Of Meta's tags only HUMAN_AGENT is left for texts; every other one is refused before Meta has to
    /// (all calls with the retired ones fail since 2026-04-27, CUSTOMER_FEEDBACK goes with a template that this product does not send).</summary>
    public static bool MayTag(string tag, SendingRight right) => right.Type == MessagingType.HumanAgent && tag == "HUMAN_AGENT";

    /// <summary>For an agent's screen, which counts down by itself and must know what follows.</summary>
    public static WindowView View(DateTimeOffset now, MessagingWindow window, bool humanAgentGranted)
    {
        var right = At(now, window, Author.Person, humanAgentGranted);
        var then = right is { Type: MessagingType.Response, Until: { } end } && At(end, window, Author.Person, humanAgentGranted) is { Type: MessagingType.HumanAgent } next
            ? new WindowView(WordOf(next.Type), next.Until)
            : null;
        return new(WordOf(right.Type), right.Until, then);
    }

    private static string WordOf(MessagingType? type) => type switch
    {
        MessagingType.Response => "standard",
        MessagingType.HumanAgent => "humanAgent",
        _ => "closed",
    };

    private static DateTimeOffset? Latest(DateTimeOffset? one, DateTimeOffset? other) => one > other || other is null ? one : other;
}
