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

    /// <summary>Answers well, but only some seconds later.</summary>
    [JsonStringEnumMemberName("slow")]
    Slow,

    /// <summary>The message is sent, and the answer waits until the product has accepted the echo.</summary>
    [JsonStringEnumMemberName("echo-first")]
    EchoFirst,
}

/// <summary>Which calls a fault meets.</summary>
public enum FaultTarget
{
    /// <summary>Messages; sender actions go through.</summary>
    [JsonStringEnumMemberName("messages")]
    Messages,

    /// <summary>Profiles, Pages and me.</summary>
    [JsonStringEnumMemberName("objects")]
    Objects,

    [JsonStringEnumMemberName("conversations")]
    Conversations,

    /// <summary>subscribed_apps and subscriptions.</summary>
    [JsonStringEnumMemberName("subscriptions")]
    Subscriptions,

    /// <summary>Login: code exchange, debug_token, accounts, permissions.</summary>
    [JsonStringEnumMemberName("login")]
    Login,
}

/// <summary>A fault for the next calls. <paramref name="PageId"/>: only calls for this Page, null = for any.</summary>
/// <param name="On">Which calls; default messages.</param>
/// <param name="Seconds">Delay of kind slow, 0-600; default 8.</param>
/// <param name="Count">How many calls still meet it, 1 or more.</param>
/// <param name="Code">Graph error code for kind error; default 2 (service error).</param>
/// <param name="Subcode">Graph error subcode, if any.</param>
public sealed record Fault(FaultKind Kind, int Count = 1, int Code = 2, int? Subcode = null, string? PageId = null, FaultTarget On = FaultTarget.Messages, double? Seconds = null);

/// <summary>The faults that wait for a call, first come first served.</summary>
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

    /// <summary>The fault this call meets, or null. The token ends when the plan is cleared; it is handed out in the same moment, so that no clearing can slip in between.</summary>
    public Fault? Take(string? pageId, FaultTarget on, out CancellationToken whenCleared)
    {
        lock (gate)
        {
            whenCleared = cleared.Token;
            var at = planned.FindIndex(f => f.On == on && (f.PageId is null || f.PageId == pageId));
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
