using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace Messenger.Storage.Security;

/// <summary>
/// The first protection key of an installation. Without this, silos that start together would each make one and not know the
/// others' for a day, and what one of them signs the next one would refuse. Later keys are announced two days ahead.
/// </summary>
public sealed class FirstKey(Starts starts, IKeyManager keys, TimeProvider clock)
{
    /// <summary>As the framework's own keys.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(90);

    public Task Create() => starts.OneAtATime(() =>
    {
        if (keys.GetAllKeys().Count == 0)
        {
            var now = clock.GetUtcNow();
            keys.CreateNewKey(now, now + Lifetime);
        }

        return Task.CompletedTask;
    });
}
