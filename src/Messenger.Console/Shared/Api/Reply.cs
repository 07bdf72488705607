using System.Net;
using Messenger.Domain.Http;

namespace Messenger.Console.Shared.Api;

/// <summary>What came back from the API: a value, or why there is none.</summary>
public sealed record Reply<T>(T? Value, HttpStatusCode? Status)
    where T : class
{
    /// <summary>The version of what was read or saved; goes back with the next change of it.</summary>
    public string? Tag { get; init; }

    /// <summary>Why it was refused, when the server said so.</summary>
    public Problem? Problem { get; init; }

    public bool IsDone => Status is { } status && (int)status is >= 200 and < 300;

    /// <summary>No answer at all: the network or the server is away.</summary>
    public bool IsUnreachable => Value is null && (Status is null || (int)Status >= 500);

    /// <summary>Somebody else saved since this was read.</summary>
    public bool IsStale => Status is HttpStatusCode.PreconditionFailed || Problem?.Type == "/problems/stale";
}

/// <summary>RFC 9457 problem details as this API writes them.</summary>
/// <param name="Type">Stable; what a screen acts on.</param>
/// <param name="Title">One sentence in English.</param>
/// <param name="Faults">By field what is wrong with it.</param>
public sealed record Problem(string? Type, string? Title, IReadOnlyDictionary<string, Fault>? Faults)
{
    /// <summary>Why, in a stable word, where the type has several reasons.</summary>
    public string? Reason { get; init; }

    /// <summary>How many interactions are open and in the way.</summary>
    public int? Open { get; init; }
    /// <summary>Who stands in the way, and with how many chats.</summary>
    public IReadOnlyList<MemberChats>? Members { get; init; }
}

/// <summary>An answer without content.</summary>
public sealed record Nothing;
