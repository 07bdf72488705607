namespace Messenger.Domain.Http;

/// <summary>PUT /api/campaigns/{id}: what an administrator sets. Left out in a PUT = stays as it is. The version is the ETag.</summary>
/// <param name="Overflow">hold or refuse.</param>
/// <param name="OutOfHours">queue-at-opening or answer-only.</param>
/// <param name="Eligibility">nocall, nopause, incall, interaction, omni, ringall or ringallmultiple.</param>
/// <param name="Distribution">leastrecent, rrmemory, fewestcalls, random, wrandom or linear.</param>
/// <param name="TimeZone">IANA name.</param>
/// <param name="QueueRecorded">Only in a PUT that enables the campaign: whether those who wrote meanwhile are queued; default true (R19).</param>
public record CampaignEdit(
    string? Name = null, bool? Enabled = null, int? MaxPerAgent = null, int? QueueLimit = null, string? Overflow = null, string? OutOfHours = null,
    string? Eligibility = null, string? Distribution = null, int? Priority = null, string? TimeZone = null, IReadOnlyList<OpenHours>? Schedule = null,
    int? ServiceLevelSeconds = null, int? AbandonmentSeconds = null, int? ConnectionGraceSeconds = null, string? DefaultLanguage = null,
    TextsEdit? Texts = null, bool? QueueRecorded = null)
{
    /// <summary>The Page's name as Facebook shows it, stored as it is typed, 1-80 characters; empty = none. No address (R8).</summary>
    public string? PageName { get; init; }

    /// <summary>The share that is to be answered within T, in percent, 1-100 (R7).</summary>
    public int? ServiceLevelTarget { get; init; }

    /// <summary>The campaign's own, beside those of the whole installation; replaces the whole list (R20).</summary>
    public IReadOnlyList<CannedResponseEdit>? CannedResponses { get; init; }

    /// <summary>count or close: what becomes of who is not answered in time (R14).</summary>
    public string? Abandonment { get; init; }

    /// <summary>automatic or by-hand.</summary>
    public string? Acceptance { get; init; }

    /// <summary>How long it rings where agents accept by hand, 5-600 s.</summary>
    public int? AcceptSeconds { get; init; }

    /// <summary>Time for the first reply, 0-86,400 s; 0 = off.</summary>
    public int? FirstReplySeconds { get; init; }

    /// <summary>Longest time since it was answered, 0-604,800 s; 0 = no limit (R15).</summary>
    public int? ChatSeconds { get; init; }

    /// <summary>It ends after so long a silence of the customer, 0-604,800 s; 0 = never.</summary>
    public int? InactivitySeconds { get; init; }

    /// <summary>A transfer nobody took returns, 0-3,600 s; 0 = never.</summary>
    public int? TransferReturnSeconds { get; init; }

    /// <summary>0-3,600 s after the end in which the place stays taken.</summary>
    public int? WrapUpSeconds { get; init; }

    /// <summary>Finish asks for a disposition.</summary>
    public bool? NeedsDisposition { get; init; }

    /// <summary>Days in which a customer goes to his last agent first, 0-30; 0 = off.</summary>
    public int? StickyDays { get; init; }

    /// <summary>Minutes after Finish in which a message continues with the same agent, 0-1,440; 0 = off (R37b).</summary>
    public int? ContinuationMinutes { get; init; }
}

/// <summary>POST /api/campaigns: a new campaign; what is left out is at its default. It gets an id that never changes.</summary>
public sealed record NewCampaign : CampaignEdit
{
    /// <summary>messenger or voice; never changes.</summary>
    public string? Type { get; init; }

    /// <summary>The campaign whose members it gets, in their order and with their penalties; left out = nobody.</summary>
    public string? CopyMembersOf { get; init; }
}

/// <summary>GET /api/campaigns/{id}, and the answer to its changes: everything that can be changed, and what is known of it.</summary>
public sealed record CampaignView : CampaignEdit
{
    public CampaignView()
    {
    }

    public CampaignView(CampaignEdit settings)
        : base(settings)
    {
    }

    public string Id { get; init; } = "";

    /// <summary>messenger or voice.</summary>
    public string Type { get; init; } = "";

    public string? PageId { get; init; }

    /// <summary>How many wrote while it was switched off and are not queued: enabling it asks what to do with them (R19).</summary>
    public int RecordedMeanwhile { get; init; }
}

/// <summary>What a campaign says by itself. Left out in a PUT = stays as it is; emptied in all languages = nothing is sent.</summary>
/// <param name="OutOfHours">Once per closed period and customer.</param>
/// <param name="QueueFull">Once to who is held or refused.</param>
/// <param name="Welcome">Once to who is queued as he comes.</param>
/// <param name="Joined">Once, when the first agent has it.</param>
/// <param name="BeforeInactivity">60 s before silence ends it, or half of the time where that is under 120 s.</param>
/// <param name="Goodbye">When its agent finishes it, or chat time or silence end it.</param>
public sealed record TextsEdit(
    TextEdit? OutOfHours = null, TextEdit? QueueFull = null, TextEdit? Welcome = null, TextEdit? Joined = null, TextEdit? BeforeInactivity = null,
    TextEdit? Goodbye = null);

/// <summary>A text of 0-1,900 characters in the three languages; empty = not written in that one, left out = stays.</summary>
public sealed record TextEdit(string? Es = null, string? En = null, string? Pt = null);

/// <summary>A row of the opening hours.</summary>
/// <param name="Days">monday to sunday.</param>
/// <param name="From">HH:mm, 00:00-23:59, local time of the campaign.</param>
/// <param name="To">HH:mm, 00:01-24:00; not after <paramref name="From"/> = of the next day.</param>
public sealed record OpenHours(IReadOnlyList<string> Days, string From, string To);
