namespace Messenger.Host.Composition;

/// <summary>What this silo is for (decision 0005).</summary>
[Flags]
public enum SiloRoles
{
    None = 0,

    /// <summary>Hubs, webhooks, REST, sign-in, the console's files; in Development the simulator.</summary>
    Front = 1,

    /// <summary>The domain grains; the first people of a new installation.</summary>
    Worker = 2,

    Both = Front | Worker,
}
