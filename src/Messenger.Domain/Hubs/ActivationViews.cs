using Messenger.Domain.Activations;

namespace Messenger.Domain.Hubs;

/// <summary>An attempt to connect a campaign with a Page as a person sees it: the snapshot of the topic activation:{id} and the data of activation.changed.</summary>
/// <param name="Phase">waiting, choosing, connecting, done or over.</param>
/// <param name="HasReturned">The browser is back from Facebook.</param>
/// <param name="Exit">Why it is over, or what it halts at while the person chooses: one of <see cref="ActivationExit"/>; null = nothing is wrong.</param>
/// <param name="Missing">missing-permissions: their names; not-admin: the tasks; page-taken: the name of the campaign that has it.</param>
/// <param name="Pages">What the person may choose from, while he may.</param>
/// <param name="Chosen">The Page it is about; null = none yet.</param>
/// <param name="Names">page-mismatch: both names, with what differs; null otherwise.</param>
/// <param name="Lost">Campaigns whose Page this login took away from them.</param>
/// <param name="Until">After it nobody can go on with it.</param>
public sealed record ActivationView(
    string Id,
    string CampaignId,
    string CampaignName,
    string By,
    string Phase,
    bool HasReturned,
    string? Exit,
    IReadOnlyList<string> Missing,
    IReadOnlyList<PageOffer> Pages,
    PageOffer? Chosen,
    NamesCompared? Names,
    IReadOnlyList<LostPage> Lost,
    DateTimeOffset StartedAt,
    DateTimeOffset Until)
{
    /// <summary>Rises with each change: of two answers the one with the higher is the newer, whichever way it came.</summary>
    public long Version { get; init; }
}

/// <param name="Usable">The person may send and subscribe there.</param>
/// <param name="MissingTasks">Why not, in Meta's words.</param>
/// <param name="TakenBy">The enabled campaign that has it; null = none.</param>
public sealed record PageOffer(string Id, string Name, bool Usable, IReadOnlyList<string> MissingTasks, string? TakenBy);

/// <summary>The name that was typed and Facebook's, in pieces.</summary>
public sealed record NamesCompared(IReadOnlyList<NamePiece> Typed, IReadOnlyList<NamePiece> Facebook);
