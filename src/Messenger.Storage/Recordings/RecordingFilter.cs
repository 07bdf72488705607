namespace Messenger.Storage.Recordings;

/// <summary>Which recordings (R46); what is null does not restrict.</summary>
/// <param name="From">Opened at this instant or later.</param>
/// <param name="To">Opened before this instant.</param>
/// <param name="User">A part of the agent's user or display name, or of the customer's name or PSID; case and accents do not matter.</param>
/// <param name="Campaign">A campaign's id.</param>
/// <param name="Status">One of the words of <see cref="Messenger.Domain.Http.RecordingItem"/>.</param>
/// <param name="Cursor">The <c>Next</c> of the page before.</param>
/// <param name="Limit">Rows per page, 1-200; what is outside is taken as the nearest.</param>
public sealed record RecordingFilter(
    DateTimeOffset? From, DateTimeOffset? To, string? User, string? Campaign, string? Status, string? Cursor, int Limit)
{
    /// <summary>Ids of the campaigns that whoever asks may look into; null = all.</summary>
    public IReadOnlyCollection<string>? Only { get; init; }
}
