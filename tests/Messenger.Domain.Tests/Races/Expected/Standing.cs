namespace Messenger.Domain.Tests.Races.Expected;

internal enum Place
{
    /// <summary>In the queue, and not under offer.</summary>
    Line,

    /// <summary>Beyond the limit of the queue (R16).</summary>
    Held,

    /// <summary>Came while closed, and is served at the opening (R18).</summary>
    Backlog,

    /// <summary>Came while closed, and is only answered (R18).</summary>
    AnsweredOnly,

    /// <summary>Came while it was switched off (R19).</summary>
    Recorded,

    /// <summary>Nobody could answer (R18).</summary>
    WindowClosed,

    /// <summary>Under offer or with an agent.</summary>
    Given,

    /// <summary>The queue was full and takes no more (R16): it stands nowhere.</summary>
    Refused,
}

/// <summary>Where one stands in a campaign, in which round, and since when he waits.</summary>
internal sealed class Standing(string id, int round, DateTimeOffset came)
{
    public int Round => round;

    public Place Place { get; set; }

    public DateTimeOffset Since { get; set; }

    /// <summary>As far as the campaign was told.</summary>
    public DateTimeOffset? WindowUntil { get; set; }

    public long? Lease { get; set; }

    /// <summary>It rang on a desk in vain: it goes before the rest.</summary>
    public bool Returned { get; set; }

    /// <summary>Where it stood before it was offered.</summary>
    public Place From { get; set; }

    /// <summary>Who has it first when he has room; null = whose turn it is.</summary>
    public string? Preferred { get; set; }

    /// <summary>The only one who may have it.</summary>
    public string? For { get; init; }

    /// <summary>Who came back is served before the rest, and among them who has waited longest, then who came first; the id settles it.</summary>
    public (int Class, DateTimeOffset Since, DateTimeOffset Came, string Id) Order => (round > 1 || Returned ? 0 : 1, Since, came, id);
}
