using Messenger.Console.Shared.Api;
using Messenger.Domain.Http;

namespace Messenger.Console.Shared.Session;

public enum SessionState
{
    /// <summary>Not asked yet.</summary>
    Unknown,
    SignedOut,
    SignedIn,

    /// <summary>Tokens are held, but the server does not answer.</summary>
    Unreachable,
}

public enum SignInOutcome
{
    Done,
    WrongPassword,

    /// <summary>Too many wrong passwords for this user.</summary>
    Locked,

    /// <summary>Too many tries from this address within a minute; the user is not locked.</summary>
    TooMany,

    /// <summary>The password was made for this person: one of their own has to be chosen first.</summary>
    PasswordChangeRequired,
    Unreachable,
}

public enum PasswordOutcome
{
    /// <summary>It is set, and this person is signed in with it.</summary>
    Done,

    /// <summary>Too short, too long, or the same as before.</summary>
    NotGood,
    WrongPassword,
    Locked,
    Unreachable,
}

/// <summary>Who works in this tab.</summary>
public sealed class ConsoleSession : IDisposable
{
    private readonly ConsoleApi api;
    private readonly TokenKeeper tokens;
    private readonly ITimer keepAlive;

    public ConsoleSession(ConsoleApi api, TokenKeeper tokens, TimeProvider time)
    {
        this.api = api;
        this.tokens = tokens;
        tokens.Expired += OnExpired;
        keepAlive = time.CreateTimer(_ => _ = tokens.Current().AsTask(), null, TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(20));
    }

    public event Action? Changed;

    public SessionState State { get; private set; }

    public Me? Person { get; private set; }

    /// <summary>True when the server ended the session, so that the sign-in page can say so.</summary>
    public bool HasExpired { get; private set; }

    public bool IsAgent => Has("agent");

    public bool IsSupervisor => Has("supervisor") || Has("administrator");

    public bool IsAdministrator => Has("administrator");

    /// <summary>Where this person starts.</summary>
    public string Home => IsAgent ? "desk" : Has("supervisor") ? "supervisor" : IsAdministrator ? "admin/campaigns" : "not-allowed";

    public bool Has(string role) => Person?.Roles.Contains(role, StringComparer.OrdinalIgnoreCase) == true;

    public async Task Restore()
    {
        if (State is SessionState.SignedIn or SessionState.SignedOut)
        {
            return;
        }

        await tokens.Restore();
        await Identify();
    }

    public async Task<SignInOutcome> SignIn(string userName, string password)
    {
        var reply = await api.SignIn(userName, password);
        if (reply.Value is not { } granted)
        {
            return reply switch
            {
                { IsUnreachable: true } => SignInOutcome.Unreachable,
                { Problem.Type: "/problems/password-change-required" } => SignInOutcome.PasswordChangeRequired,
                { Problem.Type: "/problems/locked-out" } => SignInOutcome.Locked,
                { Problem.Type: "/problems/too-many-attempts" } => SignInOutcome.TooMany,
                _ => SignInOutcome.WrongPassword,
            };
        }

        HasExpired = false;
        await tokens.Keep(granted);
        await Identify();
        return State == SessionState.SignedIn ? SignInOutcome.Done : SignInOutcome.Unreachable;
    }

    /// <summary>Sets a password of this person's own, and signs in with it.</summary>
    public async Task<PasswordOutcome> ChoosePassword(string userName, string password, string newPassword)
    {
        var reply = await api.ChoosePassword(new PasswordChange(userName, password, newPassword));
        return reply switch
        {
            { IsDone: true } => await SignIn(userName, newPassword) == SignInOutcome.Done ? PasswordOutcome.Done : PasswordOutcome.Unreachable,
            { IsUnreachable: true } => PasswordOutcome.Unreachable,
            { Problem.Type: "/problems/validation" } => PasswordOutcome.NotGood,
            { Problem.Type: "/problems/locked-out" or "/problems/too-many-attempts" } => PasswordOutcome.Locked,
            _ => PasswordOutcome.WrongPassword,
        };
    }

    public async Task SignOut()
    {
        await api.SignOut();
        await tokens.Drop();
        End();
    }

    public void Dispose()
    {
        tokens.Expired -= OnExpired;
        keepAlive.Dispose();
    }

    private async Task Identify()
    {
        if (!tokens.HasTokens)
        {
            End();
            return;
        }

        var reply = await api.Me();
        if (reply.Value is { } person)
        {
            Person = person;
            State = SessionState.SignedIn;
            Changed?.Invoke();
        }
        else if (reply.IsUnreachable)
        {
            State = SessionState.Unreachable;
            Changed?.Invoke();
        }
        else
        {
            await tokens.Drop();
            HasExpired = true;
            End();
        }
    }

    private void OnExpired()
    {
        HasExpired = true;
        End();
    }

    private void End()
    {
        Person = null;
        State = SessionState.SignedOut;
        Changed?.Invoke();
    }
}
