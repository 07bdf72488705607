namespace Messenger.Front.Explaining;

/// <summary>
/// Reading a campaign's journal is work: one question of each caller at a time, and not for longer than somebody looks at a screen. Callers
/// who happen to share a place only wait for each other.
/// </summary>
internal sealed class WhyRoom : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly SemaphoreSlim[] _places = [.. Enumerable.Range(0, 16).Select(_ => new SemaphoreSlim(1))];

    /// <exception cref="OperationCanceledException">It took too long, or nobody waits any more.</exception>
    public async Task<T> Ask<T>(string caller, Func<CancellationToken, Task<T>> question, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        var place = _places[(uint)string.GetHashCode(caller, StringComparison.Ordinal) % _places.Length];
        await place.WaitAsync(patience.Token);
        try
        {
            return await question(patience.Token);
        }
        finally
        {
            place.Release();
        }
    }

    public void Dispose() => Array.ForEach(_places, place => place.Dispose());
}
