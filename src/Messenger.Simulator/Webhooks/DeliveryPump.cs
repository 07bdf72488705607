using Messenger.Simulator.Settings;
using Messenger.Simulator.Subscriptions;
using Messenger.Simulator.World;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Messenger.Simulator.Webhooks;

/// <summary>Delivers stored webhooks: in order for one customer, side by side for different ones, each until it is accepted or Meta gives up on the Page.</summary>
internal sealed partial class DeliveryPump(
    SimulatorDatabase database, Marks marks, WebhookSender sender, PageHealth health, PageSubscriptions subscriptions, SettingStore settings, TimeProvider clock, ILogger<DeliveryPump> logger) : IHostedService, IDisposable
{
    // However fast the clock runs, a product that is down is not called in a tight loop.
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(50);

    private readonly Lock gate = new();
    private readonly Dictionary<string, Queue<PendingDelivery>> lanes = [];
    private readonly HashSet<Task> running = [];
    private readonly SemaphoreSlim atOnce = new(64);
    private readonly CancellationTokenSource stopping = new();

    /// <summary>How many webhooks the product has not accepted yet.</summary>
    public int Waiting
    {
        get
        {
            lock (gate)
            {
                return lanes.Values.Sum(l => l.Count);
            }
        }
    }

    /// <summary>Answer to the latest call, or null when none was made yet.</summary>
    public WebhookAnswer? Latest { get; private set; }

    /// <summary>Pause after the n-th failure (1 = first): half a second, doubled each time, at most 15 s.</summary>
    public static TimeSpan PauseAfter(int failures) => TimeSpan.FromSeconds(Math.Min(15, 0.5 * Math.Pow(2, Math.Min(failures, 10) - 1)));

    public Task StartAsync(CancellationToken cancellationToken)
    {
        // First what an earlier run left behind, then what is new: nothing is served before this, so no order can be lost between the two.
        foreach (var delivery in marks.Undelivered())
        {
            Enter(delivery);
        }

        database.OnDelivery(Enter);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        Task[] left;
        lock (gate)
        {
            left = [.. running];
        }

        await Task.WhenAll(left).WaitAsync(cancellationToken);
    }

    public void Dispose()
    {
        stopping.Dispose();
        atOnce.Dispose();
    }

    private void Enter(PendingDelivery delivery)
    {
        lock (gate)
        {
            if (lanes.TryGetValue(delivery.Lane, out var lane))
            {
                lane.Enqueue(delivery);
                return;
            }

            lane = new Queue<PendingDelivery>([delivery]);
            lanes[delivery.Lane] = lane;
            var run = Task.Run(() => Run(delivery.Lane, lane));
            running.Add(run);
            _ = run.ContinueWith(Forget, TaskScheduler.Default);
        }
    }

    private void Forget(Task run)
    {
        lock (gate)
        {
            running.Remove(run);
        }
    }

    private async Task Run(string name, Queue<PendingDelivery> lane)
    {
        try
        {
            while (true)
            {
                PendingDelivery next;
                lock (gate)
                {
                    if (!lane.TryPeek(out next!))
                    {
                        lanes.Remove(name);
                        return;
                    }
                }

                await UntilAccepted(next);
                lock (gate)
                {
                    lane.Dequeue();
                }
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The rest stays in the file and is delivered by the next run.
        }
    }

    private async Task UntilAccepted(PendingDelivery delivery)
    {
        await UntilDue(delivery);
        var since = clock.GetUtcNow();
        for (var failures = 1; !health.IsDropped(delivery); failures++)
        {
            var answer = await Try(delivery, failures);
            Latest = answer;
            health.Answered(delivery.Pages, answer.Accepted);
            if (answer.Accepted)
            {
                marks.Accepted(delivery);
                return;
            }

            NotAccepted(logger, delivery.Id, answer.Status, failures);
            if (health.IsTooOld(since))
            {
                subscriptions.Drop(delivery.Id);
                return;
            }

            var pause = PauseAfter(failures) / settings.Now.ClockScale;
            await Task.Delay(pause < ShortestPause ? ShortestPause : pause, stopping.Token);
        }
    }

    private async Task UntilDue(PendingDelivery delivery)
    {
        var wait = DateTimeOffset.FromUnixTimeMilliseconds(delivery.NotBefore) - clock.GetUtcNow();
        if (delivery.NotBefore > 0 && wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, clock, stopping.Token);
        }
    }

    private async Task<WebhookAnswer> Try(PendingDelivery delivery, int failures)
    {
        // Only the first try is signed badly: Meta tries again, and then a right receiver takes it.
        var signing = failures == 1 && delivery.Signing is { } planned ? Enum.Parse<Signing>(planned) : Signing.Good;
        await atOnce.WaitAsync(stopping.Token);
        try
        {
            return await sender.Post(delivery.Body, signing, stopping.Token);
        }
        finally
        {
            atOnce.Release();
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Webhook {Delivery} was not accepted (status {Status}, failure {Failures})")]
    private static partial void NotAccepted(ILogger logger, long delivery, int? status, int failures);
}
