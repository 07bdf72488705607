namespace Messenger.Meta;

/// <summary>How one attempt to send ended. The question behind it is always: may the customer have received it?</summary>
public abstract record SendOutcome
{
    private SendOutcome()
    {
    }

    /// <summary>Meta accepted it under this message id.</summary>
    /// <param name="AttachmentId">Names the file for other messages of the same Page, for 90 days; null unless that was asked for.</param>
    public sealed record Sent(string Mid, string? AttachmentId = null) : SendOutcome;

    /// <summary>Meta refused it for good; the customer did not receive it and the same call would fail again.</summary>
    /// <param name="Reason">Code, subcode and Meta's trace id for the log; not for the agent, and without Meta's text, which can quote a token.</param>
    public sealed record Refused(GraphErrorClass Class, string Reason) : SendOutcome
    {
        /// <summary>What is wrong with the token, when that is the cause.</summary>
        public TokenFault? Token { get; init; }
    }

    /// <summary>Surely not sent: no connection, or Meta said to come back later.</summary>
    /// <param name="RetryAfter">Shortest sensible wait before the next attempt, 0 to 1 hour.</param>
    public sealed record NotSent(TimeSpan RetryAfter) : SendOutcome;

    /// <summary>It may or may not have been sent: only the echo or reading the thread back can tell. Never send again before that.</summary>
    public sealed record Unknown : SendOutcome;

    /// <summary>The deadline was over when the request would have been written: nothing was written.</summary>
    public sealed record Late : SendOutcome;
}

/// <summary>What the profile look-up brought.</summary>
/// <param name="Name">Null when Meta gives none (no permission, account without a profile).</param>
/// <param name="Locale">As in <c>es_LA</c>; null without the permission for it.</param>
/// <param name="TryLater">True when a later call may bring a name: worth trying again at the customer's next message, after a cool-down.</param>
public sealed record ProfileOutcome(string? Name, string? Locale, bool TryLater);
