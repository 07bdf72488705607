using System.Text.Json.Serialization;

namespace Messenger.Simulator.Graph;

/// <summary>How a planned fault shows.</summary>
public enum FaultKind
{
    /// <summary>A Graph error; nothing is sent.</summary>
    [JsonStringEnumMemberName("error")]
    Error,

    /// <summary>A 502 with an HTML body, as an edge server answers; nothing is sent.</summary>
    [JsonStringEnumMemberName("html")]
    Html,

    /// <summary>No answer until the client gives up or the faults are cleared; nothing is sent.</summary>
    [JsonStringEnumMemberName("hang")]
    Hang,

    /// <summary>The message is sent and echoed, then the connection breaks without an answer.</summary>
    [JsonStringEnumMemberName("lose-response")]
    LoseResponse,
}

/// <summary>A fault for the next sends. <paramref name="PageId"/>: only sends of this Page, null = of any.</summary>
/// <param name="Count">How many sends still meet it, 1 or more.</param>
/// <param name="Code">Graph error code for kind error; default 2 (service error).</param>
/// <param name="Subcode">Graph error subcode, if any.</param>
public sealed record Fault(FaultKind Kind, int Count = 1, int Code = 2, int? Subcode = null, string? PageId = null);

/// <summary>The faults that wait for a send, first come first served.</summary>
internal sealed class FaultPlan : IDisposable
{
    private readonly Lock gate = new();
    private readonly List<Fault> planned = [];
    private CancellationTokenSource cleared = new();

    public void Add(Fault fault)
    {
        lock (gate)
        {
            planned.Add(fault);
        }
    }

    public IReadOnlyList<Fault> All()
    {
        lock (gate)
        {
            return [.. planned];
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            planned.Clear();
            cleared.Cancel();
            cleared.Dispose();
            cleared = new CancellationTokenSource();
        }
    }

    public void Dispose() => cleared.Dispose();

    /// <summary>The fault this send meets, or null. The token ends when the plan is cleared; it is handed out in the same moment, so that no clearing can slip in between.</summary>
    public Fault? Take(string pageId, out CancellationToken whenCleared)
    {
        lock (gate)
        {
            whenCleared = cleared.Token;
            var at = planned.FindIndex(f => f.PageId is null || f.PageId == pageId);
            if (at < 0)
            {
                return null;
            }

            var fault = planned[at];
            if (fault.Count > 1)
            {
                planned[at] = fault with { Count = fault.Count - 1 };
            }
            else
            {
                planned.RemoveAt(at);
            }

            return fault;
        }
    }
}
