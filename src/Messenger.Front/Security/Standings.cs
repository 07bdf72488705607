using System.Collections.Concurrent;
using System.Security.Claims;
using Messenger.Storage.Security;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Messenger.Front.Security;

/// <summary>
/// What holds now of everybody who is signed in, whatever his cookie or token said when it was made. All that can change it counts one
/// number in the database, so that what is known here holds until that number is another one.
/// </summary>
internal sealed class Standings(PeopleQueries people, PeopleStore store, IOptions<IdentityOptions> identity, TimeProvider clock) : IDisposable
{
    /// <summary>So long a right that was taken away on another front still works here.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _looking = new(1);
    private volatile Known _known = new(-1, 0);

    /// <summary>Null when there is no such user any more.</summary>
    public async ValueTask<UserStanding?> Of(string userId, CancellationToken ct = default)
    {
        var known = await Current(ct);
        if (!known.Users.TryGetValue(userId, out var standing))
        {
            // Read after the number was: what is newer than it does no harm.
            standing = await people.Standing(userId, ct);
            known.Users[userId] = standing;
        }

        return standing;
    }

    /// <summary>A sign-in that still counts: he is not disabled, and has kept all he could do when he signed in.</summary>
    public async ValueTask<bool> Holds(ClaimsPrincipal user, CancellationToken ct = default) =>
        user.FindFirstValue(ClaimTypes.NameIdentifier) is { } id && await Of(id, ct) is { Disabled: false } standing
            && user.FindFirstValue(identity.Value.ClaimsIdentity.SecurityStampClaimType) == standing.SecurityStamp;

    /// <summary>Somebody's rights were changed on this front: look at once.</summary>
    public void Forget() => _known = new Known(-1, 0);

    public void Dispose() => _looking.Dispose();

    private async ValueTask<Known> Current(CancellationToken ct)
    {
        if (IsFresh(_known))
        {
            return _known;
        }

        await _looking.WaitAsync(ct);
        try
        {
            var known = _known;
            if (IsFresh(known))
            {
                return known;
            }

            var at = clock.GetTimestamp();
            var version = await store.Version(ct);
            return _known = new Known(version, at) { Users = version == known.Version ? known.Users : new(StringComparer.Ordinal) };
        }
        finally
        {
            _looking.Release();
        }
    }

    private bool IsFresh(Known known) => known.Version >= 0 && clock.GetElapsedTime(known.At) < Fresh;

    private sealed record Known(long Version, long At)
    {
        public ConcurrentDictionary<string, UserStanding?> Users { get; init; } = new(StringComparer.Ordinal);
    }
}
