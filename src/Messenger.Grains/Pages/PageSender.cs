using Messenger.Contracts;
using Messenger.Meta;

namespace Messenger.Grains.Pages;

/// <summary>The block of one Page and kind that this silo holds. For any number of threads: whoever came first is served first.</summary>
internal sealed class PageSender(IPageRatesGrain rates, PageCall kind, TimeProvider time) : IDisposable
{
    /// <summary>A grant that was under way for longer than it holds is still good for who waited for it: else a slow network would let nobody send.</summary>
    private static readonly TimeSpan AtLeast = TimeSpan.FromMilliseconds(10);

    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(1);

    /// <summary>Who is in asks for the next block when it is needed; the others wait behind him.</summary>
    private readonly SemaphoreSlim _turn = new(1);
    private readonly HeldPermits _held = new();
    private int _waiting;
    private int _used;

    public static CallKind KindOf(PageCall kind) => kind switch
    {
        PageCall.Text => CallKind.Text,
        PageCall.Media => CallKind.Media,
        PageCall.ReadBack => CallKind.ReadBack,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No limit for it."),
    };

    public void Dispose() => _turn.Dispose();

    /// <inheritdoc cref="PagePace.Take"/>
    public Task<TimeSpan?> Take(TimeSpan patience, Func<bool>? isWanted)
    {
        if (_turn.Wait(0))
        {
            try
            {
                if (_held.TryUse(time.GetUtcNow()))
                {
                    _used++;
                    return Task.FromResult<TimeSpan?>(null);
                }
            }
            finally
            {
                _turn.Release();
            }
        }

        // Not on the scheduler of the grain that asks: it may go away in the middle of its turn, and all others wait behind it.
        return Task.Run(() => WaitForTurn(patience, isWanted));
    }

    private async Task<TimeSpan?> WaitForTurn(TimeSpan patience, Func<bool>? isWanted)
    {
        var began = time.GetTimestamp();
        Interlocked.Increment(ref _waiting);
        try
        {
            if (!await _turn.WaitAsync(patience > TimeSpan.Zero ? patience : TimeSpan.Zero))
            {
                return AfterFault;
            }

            try
            {
                return isWanted?.Invoke() == false ? AtLeast : await Turn(began, patience);
            }
            finally
            {
                _turn.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    private async Task<TimeSpan?> Turn(long began, TimeSpan patience)
    {
        while (!_held.TryUse(time.GetUtcNow()))
        {
            if (await Ask() is not { } wait)
            {
                // The limit is a courtesy to Meta, who keeps it too: a message does not wait for it while it cannot be asked. A look can.
                return kind == PageCall.ReadBack ? AfterFault : null;
            }

            if (wait > patience - time.GetElapsedTime(began))
            {
                return wait;
            }

            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, time);
            }
        }

        _used++;
        return null;
    }

    /// <returns>How long to wait, zero when there is a block; null = nobody answers.</returns>
    private async Task<TimeSpan?> Ask()
    {
        // As many as wait now and as came while the last block held: what is not used counts against the Page all the same.
        var (wanted, at) = (Math.Max(1, Volatile.Read(ref _waiting) + _used), time.GetUtcNow());
        _used = 0;
        try
        {
            var granted = await rates.Take(kind, wanted);
            if (granted.Count == 0)
            {
                return granted.For;
            }

            var (until, soonest) = (at + granted.For, time.GetUtcNow() + AtLeast);
            _held.Hold(new RateGrant.Block(granted.Count, until > soonest ? until : soonest));
            return TimeSpan.Zero;
        }
        catch (Exception)
        {
            // The worker that holds this Page is lost; the next one answers soon.
            return null;
        }
    }
}
