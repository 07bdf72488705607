namespace Messenger.Domain.Http;

/// <summary>GET /api/interactions/{id}/why: what each campaign did about an interaction, and the reason.</summary>
/// <param name="Steps">In the order in which they happened; the last one says why it still waits, if it does.</param>
public sealed record WhyView(string InteractionId, string CustomerName, IReadOnlyList<WhyStep> Steps);

/// <summary>One thing that happened.</summary>
/// <param name="Kind">
/// Stable: queued, held, closed-hours, out-of-hours, disabled, window-closed (a place), offered, pulled (an offer), assigned, refused, returned,
/// gone (what became of it), left, waits, unknown (its campaign has nothing of it).
/// </param>
/// <param name="Text">The same in the reader's language.</param>
public sealed record WhyStep(DateTimeOffset At, string Kind, string Text, string CampaignId, string CampaignName)
{
    /// <summary>Of an offer and of its end; null elsewhere.</summary>
    public long? Lease { get; init; }

    /// <inheritdoc cref="Lease"/>
    public string? AgentId { get; init; }

    /// <summary>Why an offer was not granted; stable, one of the words of the agent's refusals. Null elsewhere.</summary>
    public string? Reason { get; init; }

    /// <summary>Sentences: why this one was the next, and why he was the one.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Members as they were known then, the chosen one first, then in the order of the list; the first hundred.</summary>
    public IReadOnlyList<WhyMember> Members { get; init; } = [];

    /// <summary>How many more members there were.</summary>
    public int MembersLeftOut { get; init; }
}

/// <param name="Reason">
/// Stable: chosen, not-in-turn, second-choice, may-take, no-room, room-promised, refused-before, terms-unknown, unheard, no-member, offline, on-break,
/// in-call, full.
/// </param>
/// <param name="Text">The same in the reader's language.</param>
public sealed record WhyMember(string AgentId, string Name, string Reason, string Text);
