namespace Messenger.Domain.Http;

/// <summary>PUT /api/configuration: what an administrator sets once for all campaigns. Left out = stays as it is; a list replaces the whole list.</summary>
/// <param name="NeedsVoice">A member of a campaign receives nothing unless he is in a voice campaign too (R33).</param>
/// <param name="Holidays">yyyy-MM-dd, at most 500: dates on which no campaign opens, each in its own zone.</param>
public sealed record ConfigurationEdit(
    bool? NeedsVoice = null, IReadOnlyList<string>? Holidays = null, IReadOnlyList<BreakEdit>? Breaks = null, IReadOnlyList<DispositionEdit>? Dispositions = null,
    IReadOnlyList<CannedResponseEdit>? CannedResponses = null)
{
    /// <summary>What holidays are called, by date as yyyy-MM-dd; of dates that are none it is passed over. With <see cref="Holidays"/> it replaces all names.</summary>
    public IReadOnlyDictionary<string, string>? HolidayNames { get; init; }

    /// <summary>0-200 characters: whom to ask for a password, as the sign-in page says it; empty = "your administrator".</summary>
    public string? PasswordContact { get; init; }

    /// <summary>As in https://contact.example.com, up to 200 characters; empty = none (R5). The configuration file comes first.</summary>
    public string? ExternalAddress { get; init; }
}

/// <summary>A kind of break.</summary>
/// <param name="Id">Left out = new; it gets one made of its name.</param>
/// <param name="Icon">A Material icon name.</param>
public sealed record BreakEdit(string? Id = null, string? Name = null, string? Icon = null)
{
    /// <summary>What people read in their languages; left out or empty in one = the name.</summary>
    public NamesEdit? Names { get; init; }
}

/// <summary>A name in each language, at most 80 characters each; empty = none of its own.</summary>
public sealed record NamesEdit(string? Es = null, string? En = null, string? Pt = null);

/// <summary>How an interaction may end.</summary>
/// <param name="Id">Left out = new; it gets one made of its name.</param>
public sealed record DispositionEdit(string? Id = null, string? Name = null)
{
    /// <summary>The id of the one it belongs to, of this list; left out = it stands at the top. At most three levels.</summary>
    public string? ParentId { get; init; }

    /// <inheritdoc cref="BreakEdit.Names"/>
    public NamesEdit? Names { get; init; }
}

/// <summary>A text sent with a few keys.</summary>
/// <param name="Id">Left out = new; it gets one made of its title.</param>
/// <param name="Shortcut">Typed as /shortcut, without the slash; once per language.</param>
/// <param name="Text">1-1,900 characters; may carry {{customer.name}}, {{agent.name}} and {{campaign.name}}.</param>
/// <param name="Language">es, en or pt; left out = every language.</param>
public sealed record CannedResponseEdit(string? Id = null, string? Title = null, string? Shortcut = null, string? Text = null, string? Language = null);
