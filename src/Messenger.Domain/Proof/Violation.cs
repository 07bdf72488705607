namespace Messenger.Domain.Proof;

/// <summary>Something in the journal that must never happen (protocol section 3, PROOF).</summary>
/// <param name="Code">One of <see cref="ViolationCode"/>; stable.</param>
/// <param name="Version">The journal row of the stream in which it shows.</param>
/// <param name="At">When that was written.</param>
/// <param name="InteractionId">The interaction it is about; null = none in particular.</param>
/// <param name="Detail">What is wrong, in English; no content of a message.</param>
public sealed record Violation(string Code, string Stream, long Version, DateTimeOffset At, string? InteractionId, string Detail);

/// <summary>The stable names of violations.</summary>
public static class ViolationCode
{
    /// <summary>An interaction began while another ran, went on after its end, or has a number out of turn.</summary>
    public const string Interaction = "interaction";

    /// <summary>An epoch did not rise by one with a requeue, or something belongs to another epoch.</summary>
    public const string Epoch = "epoch";

    /// <summary>An interaction has two owners, or was given back or ended by somebody who did not own it.</summary>
    public const string Owner = "owner";

    /// <summary>A transfer ended that was not under way, or somebody took it whom it was not meant for.</summary>
    public const string Transfer = "transfer";

    /// <summary>A message without interaction, out of sequence, or stored twice.</summary>
    public const string Message = "message";

    /// <summary>An interaction never got a place in its campaign.</summary>
    public const string Place = "place";

    /// <summary>Lease numbers of a campaign have a gap or a repeat, or a lease has no outcome or more than one.</summary>
    public const string Lease = "lease";

    /// <summary>Somebody was offered while another was before him in line (B2).</summary>
    public const string Order = "order";

    /// <summary>More than the limit or the cap in force allowed, or the load was counted wrongly (R17).</summary>
    public const string Limit = "limit";

    /// <summary>An interaction is owned under a lease that its agent never granted or its campaign never offered for it.</summary>
    public const string Grant = "grant";

    /// <summary>Campaign and conversation differ on when an interaction was queued, so that their days would not add up.</summary>
    public const string Queued = "queued";

    /// <summary>A blocked customer was queued, given to an agent, or kept waiting instead of being only recorded (B8).</summary>
    public const string Blocked = "blocked";

    /// <summary>What boards and reports show of the day's queue is not what the facts add up to.</summary>
    public const string Sum = "sum";

    /// <summary>An interaction was counted twice, or as something that its facts exclude.</summary>
    public const string Count = "count";
}
