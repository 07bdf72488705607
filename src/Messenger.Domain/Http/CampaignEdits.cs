using Messenger.Domain.Campaigns;

namespace Messenger.Domain.Http;

/// <summary>GET and PUT /api/campaigns/{id}: what an administrator sets. Left out in a PUT = stays as it is. The version is the ETag.</summary>
/// <param name="Overflow">hold or refuse.</param>
/// <param name="OutOfHours">queue-at-opening or answer-only.</param>
/// <param name="Eligibility">nocall, nopause, incall, interaction, omni, ringall or ringallmultiple.</param>
/// <param name="Distribution">leastrecent, rrmemory, fewestcalls, random, wrandom or linear.</param>
/// <param name="TimeZone">IANA name.</param>
/// <param name="QueueRecorded">Only in a PUT that enables the campaign: whether those who wrote meanwhile are queued; default true (R19).</param>
public sealed record CampaignEdit(
    string? Name = null, bool? Enabled = null, int? MaxPerAgent = null, int? QueueLimit = null, string? Overflow = null, string? OutOfHours = null,
    string? Eligibility = null, string? Distribution = null, int? Priority = null, string? TimeZone = null, IReadOnlyList<OpenHours>? Schedule = null,
    int? ServiceLevelSeconds = null, int? AbandonmentSeconds = null, int? ConnectionGraceSeconds = null, string? DefaultLanguage = null,
    AutomaticTexts? Texts = null, bool? QueueRecorded = null);

/// <summary>A row of the opening hours.</summary>
/// <param name="Days">monday to sunday.</param>
/// <param name="From">HH:mm, 00:00-23:59, local time of the campaign.</param>
/// <param name="To">HH:mm, 00:01-24:00; not after <paramref name="From"/> = of the next day.</param>
public sealed record OpenHours(IReadOnlyList<string> Days, string From, string To);
