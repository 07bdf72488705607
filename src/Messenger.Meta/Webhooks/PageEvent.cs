namespace Messenger.Meta;

/// <summary>Something that concerns a Page as a whole and nobody's conversation.</summary>
/// <param name="At">Meta's time of it, UTC; 1970-01-01 when Meta gave none.</param>
public abstract record PageEvent(DateTimeOffset At)
{
    /// <summary>Meta warned, restricted or freed the Page: an administrator has to know.</summary>
    /// <param name="Reason">Meta's text, for the administrator; null when it gave none.</param>
    public sealed record PolicyEnforcement(PolicyStep Step, string? Reason, DateTimeOffset At) : PageEvent(At);

    /// <summary>The roles that this product's app has on the Page now, in Meta's words, as in primary_receiver.</summary>
    public sealed record AppRoles(IReadOnlyList<string> Ours, DateTimeOffset At) : PageEvent(At);

    /// <summary>Something outside the threads changed: a post, a comment, a label; or the Test button of Meta's dashboard.</summary>
    /// <param name="Field">Meta's name of it, at most 60 letters, digits and signs.</param>
    public sealed record Changed(string Field, DateTimeOffset At) : PageEvent(At);
}

/// <summary>What Meta did to a Page for its conduct.</summary>
public enum PolicyStep
{
    Warning,
    Block,
    Unblock,
}
