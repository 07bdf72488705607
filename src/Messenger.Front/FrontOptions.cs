using Messenger.Domain.Http;

namespace Messenger.Front;

/// <summary>What the host tells the front silo.</summary>
public sealed class FrontOptions
{
    /// <summary>Demo users on the sign-in page and an open OpenAPI document. Default false; never true in Production.</summary>
    public bool Development { get; set; }

    /// <summary>Where the customers' page is, when the simulator runs; else null.</summary>
    public string? SimulatorUrl { get; set; }

    /// <summary>The installation's external address, when the configuration sets it. Its origin is one of ours.</summary>
    public string? PublicBaseUrl { get; set; }

    /// <summary>
    /// How long the silo still listens after it was told to stop, answering 503 and "not ready": as long as a load balancer needs to
    /// see that. Default 0.
    /// </summary>
    public TimeSpan DrainFor { get; set; }

    /// <summary>Most tries to sign in as one user from one address, per minute; those that succeed count too. Default 30.</summary>
    public int SignInsPerUser { get; set; } = 30;

    /// <summary>
    /// Most tries to sign in as anybody from one address, per minute. Default 300: an office whose agents all come through one address
    /// and begin together needs more.
    /// </summary>
    public int SignInsPerAddress { get; set; } = 300;

    /// <summary>Development only: who may be signed in by one click.</summary>
    public IReadOnlyList<DemoPerson> DemoPeople { get; set; } = [];

    /// <summary>Development only: the password of all of them.</summary>
    public string? DemoPassword { get; set; }
}
