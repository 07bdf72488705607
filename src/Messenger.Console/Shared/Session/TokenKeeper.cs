using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Messenger.Console.Shared.Api;
using Messenger.Console.Shared.Browser;
using Messenger.Domain.Http;

namespace Messenger.Console.Shared.Session;

/// <summary>The tokens as they lie in the tab's sessionStorage.</summary>
/// <param name="Fresh">True from the sign-in until the desk has taken note of it; a reload finds false.</param>
public sealed record HeldTokens(string AccessToken, string RefreshToken, DateTimeOffset ExpiresAt, DateTimeOffset RefreshAt, bool Fresh);

/// <summary>Keeps this tab's bearer tokens valid. The session lives in the tab, so several people stand side by side in one browser.</summary>
public sealed class TokenKeeper(HttpClient http, BrowserStorage storage, TimeProvider time)
{
    private const string Key = "messenger.session";
    private HeldTokens? held;
    private Task<bool>? refreshing;

    /// <summary>The server no longer accepts the session.</summary>
    public event Action? Expired;

    public bool HasTokens => held is not null;

    public bool IsFresh => held is { Fresh: true };

    public async Task Restore()
    {
        var stored = await storage.ReadSession(Key);
        try
        {
            held = stored is null ? null : JsonSerializer.Deserialize(stored, ConsoleJson.Default.HeldTokens);
        }
        catch (JsonException)
        {
            held = null;
        }
    }

    public Task Keep(TokenReply reply, bool fresh = true)
    {
        var now = time.GetUtcNow();
        var life = TimeSpan.FromSeconds(reply.ExpiresIn);
        var margin = TimeSpan.FromSeconds(Math.Min(120, life.TotalSeconds / 5));
        return Store(new HeldTokens(reply.AccessToken, reply.RefreshToken, now + life, now + life - margin, fresh));
    }

    public Task NoLongerFresh() => held is { Fresh: true } ? Store(held with { Fresh = false }) : Task.CompletedTask;

    public async Task Drop()
    {
        held = null;
        await storage.RemoveSession(Key);
    }

    /// <summary>A token that is still valid for a while; null when there is none.</summary>
    public async ValueTask<string?> Current()
    {
        if (held is { } tokens && time.GetUtcNow() >= tokens.RefreshAt)
        {
            await Refresh();
        }

        return held?.AccessToken;
    }

    /// <summary>Asks for new tokens; calls at the same time share one request.</summary>
    /// <returns>False when the session is over or the server did not answer.</returns>
    public async Task<bool> Refresh()
    {
        refreshing ??= Ask();
        try
        {
            return await refreshing;
        }
        finally
        {
            refreshing = null;
        }
    }

    private async Task<bool> Ask()
    {
        if (held is not { } tokens)
        {
            return false;
        }

        try
        {
            using var answer = await http.PostAsJsonAsync("api/auth/refresh", new RefreshRequest(tokens.RefreshToken), ConsoleJson.Default.RefreshRequest);
            if (answer.IsSuccessStatusCode && await answer.Content.ReadFromJsonAsync(ConsoleJson.Default.TokenReply) is { } reply)
            {
                await Keep(reply, tokens.Fresh);
                return true;
            }

            if (answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.BadRequest or HttpStatusCode.Forbidden)
            {
                await Drop();
                Expired?.Invoke();
            }
        }
        catch (HttpRequestException)
        {
            // The server is away: the tokens stay, the next call asks again.
        }

        return false;
    }

    private async Task Store(HeldTokens tokens)
    {
        held = tokens;
        await storage.WriteSession(Key, JsonSerializer.Serialize(tokens, ConsoleJson.Default.HeldTokens));
    }
}
