using Messenger.Domain.Auditing;
using Orleans;

namespace Messenger.Domain.Activations;

/// <summary>One attempt to connect a campaign with a Page of Facebook (R21-R26): from the click to the end, whichever it is.</summary>
/// <param name="Started">Null = nobody started it.</param>
/// <param name="HasReturned">The browser came back from Facebook; its state is used up.</param>
/// <param name="Exit">Why it stopped or halted, one of <see cref="ActivationExit"/>; null = it goes on, or ended well.</param>
/// <param name="Missing">What the exit is about: permissions, tasks, the name of the campaign that has the Page.</param>
/// <param name="Pages">What the person may choose from; emptied at the end, for it holds their tokens.</param>
/// <param name="Chosen">The Page that is being connected, or halted at; null = none yet.</param>
/// <param name="Lost">Campaigns whose Page this login took away.</param>
/// <param name="IsSubscribed">Meta delivers the chosen Page's events.</param>
/// <param name="IsConnected">The campaign has it.</param>
/// <param name="StateRefusals">How often somebody came back with a state that was not accepted.</param>
public sealed record ActivationState(
    string Id,
    ActivationStart? Started,
    ActivationPhase Phase,
    bool HasReturned,
    string? Exit,
    IReadOnlyList<string> Missing,
    string? FacebookUserId,
    IReadOnlyList<OfferedPage> Pages,
    OfferedPage? Chosen,
    IReadOnlyList<LostPage> Lost,
    bool IsSubscribed,
    bool IsConnected,
    int StateRefusals)
{
    public static ActivationState Initial(string id) => new(id, null, ActivationPhase.Waiting, false, null, [], null, [], null, [], false, false, 0);

    public bool IsOver => Phase is ActivationPhase.Done or ActivationPhase.Over;
}

/// <summary>Who wants what, from when until when.</summary>
/// <param name="PageName">As an administrator typed it; null = any Page will do (R8).</param>
/// <param name="StateHash">SHA-256 of the state that was given to Facebook, as hexadecimal digits; the state itself is not kept.</param>
/// <param name="Until">After it the state is worth nothing and the attempt is over.</param>
public sealed record ActivationStart(
    string CampaignId, string CampaignName, string? PageName, Editor By, string StateHash, DateTimeOffset At, DateTimeOffset Until);

public enum ActivationPhase
{
    /// <summary>For the person, who is at Facebook.</summary>
    Waiting,

    /// <summary>Of a Page, by the person.</summary>
    Choosing,

    /// <summary>Webhooks are subscribed, the campaign gets its Page.</summary>
    Connecting,

    Done,
    Over,
}

/// <summary>A Page that the person let us have.</summary>
/// <param name="Token">Protected with the installation's keys; null = Meta gave none.</param>
/// <param name="MissingTasks">Of MESSAGING and MODERATE those the person does not have there (R3).</param>
/// <param name="TakenBy">The enabled campaign that has it; null = none.</param>
[GenerateSerializer, Immutable]
public sealed record OfferedPage(
    [property: Id(0)] string Id, [property: Id(1)] string Name, [property: Id(2)] string? Token, [property: Id(3)] IReadOnlyList<string> MissingTasks,
    [property: Id(4)] string? TakenBy = null)
{
    public bool IsUsable => Token is not null && MissingTasks.Count == 0;
}

/// <summary>A campaign whose Page was not ticked this time, so that Meta took its token away.</summary>
[GenerateSerializer, Immutable]
public sealed record LostPage(
    [property: Id(0)] string CampaignId, [property: Id(1)] string CampaignName, [property: Id(2)] string PageId, [property: Id(3)] string PageName);

/// <summary>The words for where an activation stopped, or what it halts at until the person does something about it.</summary>
public static class ActivationExit
{
    /// <summary>The person said no, or closed the window.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>Facebook says that this person may not use the app: in development mode everybody without a role on it.</summary>
    public const string NotAllowed = "not-allowed";

    public const string MissingPermissions = "missing-permissions";

    /// <summary>The person ticked no Page, or has none.</summary>
    public const string NoPages = "no-pages";

    /// <summary>Halts: the Page is called otherwise than was typed (R8).</summary>
    public const string PageMismatch = "page-mismatch";

    /// <summary>Halts: the person lacks tasks on that Page (R3).</summary>
    public const string NotAdmin = "not-admin";

    /// <summary>Halts: another enabled campaign has this Page (R1).</summary>
    public const string PageTaken = "page-taken";

    public const string Timeout = "timeout";

    /// <summary>Facebook could not be reached, or did not understand; while a Page is chosen it halts.</summary>
    public const string FacebookDown = "facebook-unavailable";

    /// <summary>Facebook refused what it was asked for; while a Page is chosen it halts.</summary>
    public const string FacebookRefused = "facebook-refused";

    /// <summary>The campaign was deleted meanwhile.</summary>
    public const string NoCampaign = "no-campaign";

    /// <summary>Another attempt of the same campaign was begun.</summary>
    public const string Superseded = "superseded";
}

/// <summary>Why a return from Facebook is not accepted; each is audited.</summary>
public static class StateRefusal
{
    public const string Forged = "state-forged";
    public const string Replayed = "state-replayed";
    public const string Expired = "state-expired";
    public const string OtherUser = "state-of-another-user";
}
