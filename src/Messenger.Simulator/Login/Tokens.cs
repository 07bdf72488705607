using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using Messenger.Simulator.Settings;
using Messenger.Simulator.World;

namespace Messenger.Simulator.Login;

/// <summary>What a token is for.</summary>
public enum TokenKind
{
    [System.Text.Json.Serialization.JsonStringEnumMemberName("user")]
    User,
    [System.Text.Json.Serialization.JsonStringEnumMemberName("long-lived")]
    LongLived,
    [System.Text.Json.Serialization.JsonStringEnumMemberName("page")]
    Page,
    [System.Text.Json.Serialization.JsonStringEnumMemberName("system-user")]
    SystemUser,
    [System.Text.Json.Serialization.JsonStringEnumMemberName("app")]
    App,
}

/// <summary>An access token. Times are epoch seconds; <paramref name="ExpiresAt"/> 0 = never; <paramref name="Cause"/>: subcode of its death, 0 = without one, null = alive.</summary>
internal sealed record AccessToken(
    string Value, TokenKind Kind, string? PersonId, string? PageId, string Scopes, long IssuedAt, long ExpiresAt, long DataUntil, int? Cause)
{
    public bool Has(string scope) => Scopes.Split(',').Contains(scope);

    public bool IsExpired(DateTimeOffset now) => (ExpiresAt > 0 && now.ToUnixTimeSeconds() >= ExpiresAt) || now.ToUnixTimeSeconds() >= DataUntil;

    /// <summary>The subcode a call with it is refused with; null = it works.</summary>
    public int? Fault(DateTimeOffset now) => Cause ?? (IsExpired(now) ? 463 : null);
}

/// <summary>All tokens that were ever handed out, dead ones too: each dies with its own error.</summary>
internal sealed class Tokens
{
    private static readonly TimeSpan DataAccess = TimeSpan.FromDays(90);

    private readonly ConcurrentDictionary<string, AccessToken> known = new(StringComparer.Ordinal);
    private readonly SimulatorDatabase database;
    private readonly SettingStore settings;
    private readonly TimeProvider clock;

    public Tokens(SimulatorDatabase database, AddressBook book, SettingStore settings, TimeProvider clock)
    {
        this.database = database;
        this.settings = settings;
        this.clock = clock;
        foreach (var row in database.Write(change => change.All<Row>(
            "SELECT value, kind, person_id PersonId, page_id PageId, scopes, issued_at IssuedAt, expires_at ExpiresAt, data_until DataUntil, cause FROM token")))
        {
            known[row.Value] = row.ToToken();
        }

        foreach (var page in book.Pages().Where(p => !known.ContainsKey(p.Token)))
        {
            AddPageToken(page);
        }
    }

    public IReadOnlyList<AccessToken> All => [.. known.Values.OrderBy(t => t.IssuedAt).ThenBy(t => t.Value, StringComparer.Ordinal)];

    public AccessToken? Find(string value) => known.GetValueOrDefault(value);

    /// <summary>The token that comes with a Page made without a login.</summary>
    public void AddPageToken(SimulatedPage page) => Add(new AccessToken(
        page.Token, TokenKind.Page, People.Administrator.Id, page.Id, string.Join(',', Scopes.Seeded), Now(), 0, long.MaxValue, null));

    public AccessToken IssueUser(string personId, IEnumerable<string> scopes, TokenKind kind)
    {
        var life = kind switch { TokenKind.User => settings.Now.UserTokenSeconds, TokenKind.LongLived => settings.Now.LongLivedSeconds, _ => 0 };
        return Add(new AccessToken(NewValue(), kind, personId, null, string.Join(',', scopes), Now(), life == 0 ? 0 : Now() + life, Now() + (long)DataAccess.TotalSeconds, null));
    }

    /// <summary>The Page token that belongs to a user token: for ever when that one is long-lived, else as long as that one.</summary>
    public AccessToken ForPage(AccessToken user, SimulatedPage page)
    {
        var until = user.Kind == TokenKind.User ? user.ExpiresAt : 0;
        var alive = known.Values.FirstOrDefault(t => t.Kind == TokenKind.Page && t.PageId == page.Id && t.PersonId == user.PersonId
            && t.Scopes == user.Scopes && t.ExpiresAt == until && t.Fault(clock.GetUtcNow()) is null);
        return alive ?? Add(new AccessToken(NewValue(), TokenKind.Page, user.PersonId, page.Id, user.Scopes, Now(), until, user.DataUntil, null));
    }

    /// <summary>Kills every living token that matches; gives how many.</summary>
    public int Kill(Func<AccessToken, bool> which, int cause)
    {
        var dying = known.Values.Where(t => t.Cause is null && which(t)).ToList();
        dying.ForEach(t => Add(t with { Cause = cause }));
        return dying.Count;
    }

    /// <summary>Takes permissions away from a person's tokens.</summary>
    public void Strip(string personId, IReadOnlyCollection<string> scopes)
    {
        foreach (var token in known.Values.Where(t => t.PersonId == personId && scopes.Any(t.Has)).ToList())
        {
            Add(token with { Scopes = string.Join(',', token.Scopes.Split(',').Except(scopes)) });
        }
    }

    /// <summary>Brings killed tokens back to life, as no login can; for demos and tests.</summary>
    public int Restore(Func<AccessToken, bool> which)
    {
        var dead = known.Values.Where(t => t.Cause is not null && which(t)).ToList();
        dead.ForEach(t => Add(t with { Cause = null }));
        return dead.Count;
    }

    private AccessToken Add(AccessToken token)
    {
        database.Write(change => change.Execute(
            """
            INSERT OR REPLACE INTO token(value, kind, person_id, page_id, scopes, issued_at, expires_at, data_until, cause)
            VALUES (@Value, @Kind, @PersonId, @PageId, @Scopes, @IssuedAt, @ExpiresAt, @DataUntil, @Cause)
            """,
            new { token.Value, Kind = token.Kind.ToString(), token.PersonId, token.PageId, token.Scopes, token.IssuedAt, token.ExpiresAt, token.DataUntil, token.Cause }));
        return known[token.Value] = token;
    }

    private long Now() => clock.GetUtcNow().ToUnixTimeSeconds();

    private static string NewValue() => "EAASIM" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(90)).Replace('-', 'Z').Replace('_', 'Y');

    private sealed class Row
    {
        public string Value { get; set; } = "";

        public string Kind { get; set; } = "";

        public string? PersonId { get; set; }

        public string? PageId { get; set; }

        public string Scopes { get; set; } = "";

        public long IssuedAt { get; set; }

        public long ExpiresAt { get; set; }

        public long DataUntil { get; set; }

        public long? Cause { get; set; }

        public AccessToken ToToken() => new(Value, Enum.Parse<TokenKind>(Kind), PersonId, PageId, Scopes, IssuedAt, ExpiresAt, DataUntil, (int?)Cause);
    }
}
