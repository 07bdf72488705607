using System.Collections.ObjectModel;
using Messenger.Domain.Agents;
using Messenger.Domain.Configuration;

namespace Messenger.Domain.Http;

/// <summary>Body of POST /api/auth/login.</summary>
public sealed record LoginRequest(string? UserName, string? Password);

/// <summary>Body of POST /api/auth/refresh.</summary>
public sealed record RefreshRequest(string? RefreshToken);

/// <summary>Answer of a sign-in without cookie.</summary>
/// <param name="ExpiresIn">Seconds.</param>
public sealed record TokenReply(string AccessToken, long ExpiresIn, string RefreshToken);

/// <summary>GET /api/me: who is signed in.</summary>
/// <param name="Roles">agent, supervisor, administrator; several are possible.</param>
public sealed record Me(string Id, string UserName, string DisplayName, IReadOnlyList<string> Roles);

/// <summary>GET /api/development/people (Development only, anonymous): the demo users of the sign-in page.</summary>
public sealed record DemoPeople(IReadOnlyList<DemoPerson> People, string Password, string SimulatorUrl);

public sealed record DemoPerson(string UserName, string DisplayName, string Role);

/// <summary>GET /api/configuration: what a desk offers, and what holds for all campaigns. The version is the ETag.</summary>
/// <param name="SimulatorUrl">Where the customers' page is, when the simulator runs; else null.</param>
public sealed record ConfigurationView(
    IReadOnlyList<BreakKind> Breaks, IReadOnlyList<Disposition> Dispositions, IReadOnlyList<CannedResponse> CannedResponses, string? SimulatorUrl)
{
    /// <summary>A member of a campaign receives nothing unless he is in a voice campaign too (R33).</summary>
    public bool NeedsVoice { get; init; }

    /// <summary>yyyy-MM-dd, ascending: dates on which no campaign opens, each in its own zone.</summary>
    public IReadOnlyList<DateOnly> Holidays { get; init; } = [];

    /// <summary>What some of them are called, by date.</summary>
    public IReadOnlyDictionary<string, string> HolidayNames { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Whom to ask for a password, as the sign-in page says it; empty = "your administrator".</summary>
    public string PasswordContact { get; init; } = "";

    /// <summary>As it was saved on screen; the configuration file comes first.</summary>
    public string ExternalAddress { get; init; } = "";
}
