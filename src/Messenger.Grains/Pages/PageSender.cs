using Messenger.Contracts;
using Messenger.Meta;

namespace Messenger.Grains.Pages;

/// <summary>The block of one Page and kind that this silo holds. For any number of threads.</summary>
internal sealed class PageSender(IPageRatesGrain rates, PageCall kind, TimeProvider time)
{
    /// <summary>A grant that was under way for longer than it holds is still good for who waited for it: else a slow network would let nobody send.</summary>
    private static readonly TimeSpan AtLeast = TimeSpan.FromMilliseconds(10);

    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly HeldPermits _held = new();
    private Task<Asked>? _asking;
    private int _waiting;
    private int _used;

    public static CallKind KindOf(PageCall kind) => kind switch
    {
        PageCall.Text => CallKind.Text,
        PageCall.Media => CallKind.Media,
        PageCall.ReadBack => CallKind.ReadBack,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No limit for it."),
    };

    /// <inheritdoc cref="PagePace.Take"/>
    public async Task<TimeSpan?> Take(TimeSpan patience)
    {
        var began = time.GetTimestamp();
        var isNew = true;
        while (true)
        {
            Task<Asked> asking;
            lock (_gate)
            {
                if (_held.TryUse(time.GetUtcNow()))
                {
                    _used++;
                    _waiting -= isNew ? 0 : 1;
                    return null;
                }

                _waiting += isNew ? 1 : 0;
                isNew = false;

                // Not on the scheduler of the grain that happens to ask first: others wait for this too.
                asking = _asking ??= Task.Run(Ask);
            }

            var asked = await asking;
            var left = patience - time.GetElapsedTime(began);
            if (asked.Failed || asked.Wait > left || left <= TimeSpan.Zero)
            {
                lock (_gate)
                {
                    _waiting--;
                }

                // The limit is a courtesy to Meta, who keeps it too: a message does not wait for it while it cannot be asked. A look can.
                return asked.Failed && kind != PageCall.ReadBack ? null : asked.Wait > TimeSpan.Zero ? asked.Wait : AtLeast;
            }

            if (asked.Wait > TimeSpan.Zero)
            {
                await Task.Delay(asked.Wait, time);
            }
        }
    }

    private async Task<Asked> Ask()
    {
        int wanted;
        lock (_gate)
        {
            // As many as wait now and as came while the last block held: what is not used counts against the Page all the same.
            (wanted, _used) = (Math.Max(1, _waiting + _used), 0);
        }

        var at = time.GetUtcNow();
        try
        {
            var granted = await rates.Take(kind, wanted);
            lock (_gate)
            {
                _asking = null;
                if (granted.Count > 0)
                {
                    var (until, soonest) = (at + granted.For, time.GetUtcNow() + AtLeast);
                    _held.Hold(new RateGrant.Block(granted.Count, until > soonest ? until : soonest));
                    return new Asked(TimeSpan.Zero, false);
                }

                return new Asked(granted.For, false);
            }
        }
        catch (Exception)
        {
            // The worker that holds this Page is lost; the next one answers soon.
            lock (_gate)
            {
                _asking = null;
            }

            return new Asked(AfterFault, true);
        }
    }

    private readonly record struct Asked(TimeSpan Wait, bool Failed);
}
