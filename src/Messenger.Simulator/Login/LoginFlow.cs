using System.Buffers.Text;
using System.Security.Cryptography;
using Messenger.Simulator.Settings;
using Messenger.Simulator.World;

namespace Messenger.Simulator.Login;

/// <summary>From the person's answer to the address the browser goes back to, and from the code there to a token.</summary>
internal sealed class LoginFlow(SimulatorDatabase database, AddressBook book, Grants grants, Tokens tokens, SettingStore settings, TimeProvider clock)
{
    private static readonly TimeSpan CodeLife = TimeSpan.FromMinutes(10);

    /// <summary>Permissions this login asks for: without rerequest those that were declined before are not asked again.</summary>
    public IReadOnlyList<string> Asked(DialogRequest request, string personId)
    {
        var declined = grants.Permissions(personId).Where(p => !p.Granted).Select(p => p.Name).ToHashSet();
        return request.Rerequest || request.AllOrNothing ? request.Scopes : [.. request.Scopes.Where(s => !declined.Contains(s))];
    }

    /// <summary>Where the browser goes.</summary>
    public string Answer(DialogRequest request, DialogAnswer answer)
    {
        var person = People.Find(answer.PersonId)!;
        var asked = Asked(request, person.Id);
        var granted = asked.Where(answer.Granted.Contains).ToList();
        var refused = answer.Cancelled
            || (settings.Now.Mode == AppMode.Development && !person.HasRole)
            || (request.AllOrNothing && granted.Count < asked.Count);
        if (refused)
        {
            return Back(request, "error=access_denied&error_code=200&error_description=Permissions+error&error_reason=user_denied");
        }

        var pages = person.HasPages ? answer.Pages.Where(p => book.Page(p) is not null).ToList() : [];
        grants.Set(person.Id, granted, [.. asked.Except(granted)], pages);
        var scopes = string.Join(',', grants.Permissions(person.Id).Where(p => p.Granted).Select(p => p.Name)) + (request.AllOrNothing ? "|system" : "");
        var until = (clock.GetUtcNow() + CodeLife).ToUnixTimeSeconds();
        var code = "AQSIM" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(60));
        database.Write(change => change.Execute(
            "INSERT INTO login_code(code, person_id, redirect_uri, scopes, expires_at) VALUES (@code, @Id, @RedirectUri, @scopes, @until)",
            new { code, person.Id, request.RedirectUri, scopes, until }));
        return Back(request, "code=" + Uri.EscapeDataString(code));
    }

    /// <summary>Uses a code, once. Null with a reason: unknown, used or old; or another redirect address than in the dialog.</summary>
    public (AccessToken? Token, bool OtherRedirect) Exchange(string code, string? redirectUri)
    {
        var row = database.Write(change => change.Single<CodeRow>(
            "UPDATE login_code SET used = 1 WHERE code = @code AND used = 0 AND expires_at > @now RETURNING person_id PersonId, redirect_uri RedirectUri, scopes Scopes",
            new { code, now = clock.GetUtcNow().ToUnixTimeSeconds() }));
        if (row is null)
        {
            return (null, false);
        }

        if (row.RedirectUri != redirectUri)
        {
            return (null, true);
        }

        var parts = row.Scopes.Split('|');
        return (tokens.IssueUser(row.PersonId, parts[0].Split(',', StringSplitOptions.RemoveEmptyEntries), parts.Length > 1 ? TokenKind.SystemUser : TokenKind.User), false);
    }

    private static string Back(DialogRequest request, string query)
    {
        var mark = request.RedirectUri!.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        var state = request.State is null ? "" : "&state=" + Uri.EscapeDataString(request.State);
        return $"{request.RedirectUri}{mark}{query}{state}#_=_";
    }

    private sealed class CodeRow
    {
        public string PersonId { get; set; } = "";

        public string RedirectUri { get; set; } = "";

        public string Scopes { get; set; } = "";
    }
}
