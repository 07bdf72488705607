using Messenger.Contracts;
using Messenger.Domain.Shared;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Orleans.Streams;

namespace Messenger.Front.Relay;

/// <summary>
/// This silo's one subscription to its own push stream. Opened before the first connection is taken; an event of our own sent
/// round every few seconds shows that the stream flows, and when it does not, the subscription is made anew.
/// </summary>
internal sealed class PushSubscription(
    IClusterClient cluster, ILocalSiloDetails silo, FrontRelay relay, PushFlow flow, TimeProvider clock, ILogger<PushSubscription> logger)
    : BackgroundService, IAsyncBatchObserver<StreamEvent>
{
    /// <summary>Not the name of any grain's stream; the relay never sees it.</summary>
    private const string Probe = "front/probe";

    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(5);

    private StreamSubscriptionHandle<StreamEvent>? _handle;
    private long _beats;

    private IAsyncStream<StreamEvent> Stream =>
        cluster.GetStreamProvider(Push.Provider).GetStream<StreamEvent>(StreamId.Create(Push.FrontNamespace, Push.FrontInstance(silo.SiloAddress)));

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await Tried(Open);
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await Tried(Close);
    }

    public Task OnNextAsync(IList<SequentialItem<StreamEvent>> items)
    {
        flow.Seen();
        foreach (var item in items)
        {
            if (item.Item.Stream != Probe)
            {
                Pass(item.Item);
            }
        }

        return Task.CompletedTask;
    }

    public Task OnErrorAsync(Exception ex)
    {
        logger.PushFailed(ex);
        return Task.CompletedTask;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Beat, clock);
        do
        {
            if (!flow.Flows)
            {
                await Tried(Reopen);
            }

            await Tried(SendProbe);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private void Pass(StreamEvent arrived)
    {
        try
        {
            relay.Arrived(arrived);
        }
#pragma warning disable CA1031 // An exception here would make the stream deliver the whole batch again and again.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            logger.PassFailed(arrived.Stream, fault);
        }
    }

    private Task SendProbe() => Stream.OnNextBatchAsync([new StreamEvent(Probe, ++_beats, "probe", clock.GetUtcNow(), "null")]);

    private async Task Open()
    {
        _handle = await Stream.SubscribeAsync(this);
        flow.Opened();
        logger.PushOpened(Push.FrontInstance(silo.SiloAddress));
    }

    private async Task Reopen()
    {
        if (_handle is not null)
        {
            logger.PushSilent(flow.Quiet.TotalSeconds);
            await Close();
        }

        await Open();
    }

    private async Task Close()
    {
        if (_handle is { } handle)
        {
            _handle = null;
            flow.Closed();
            await handle.UnsubscribeAsync().WaitAsync(Beat, clock);
        }
    }

    private async Task Tried(Func<Task> step)
    {
        try
        {
            await step();
        }
#pragma warning disable CA1031 // The push is a short cut: without it the probes deliver, and the next beat tries again.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            logger.PushFailed(fault);
        }
    }
}
