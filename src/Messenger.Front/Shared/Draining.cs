using Microsoft.Extensions.Hosting;

namespace Messenger.Front;

/// <summary>Whether this silo is on its way out: it takes no more webhooks and no more connections.</summary>
public sealed class Draining(IHostApplicationLifetime lifetime)
{
    public bool HasBegun => lifetime.ApplicationStopping.IsCancellationRequested;
}
