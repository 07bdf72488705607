using Messenger.Simulator.Settings;
using Messenger.Simulator.Subscriptions;

namespace Messenger.Simulator.Webhooks;

/// <summary>Since when the webhooks of a Page fail, and what Meta does about it: alert, then unsubscription.</summary>
internal sealed class PageHealth(PageSubscriptions subscriptions, SettingStore settings, TimeProvider clock)
{
    public static readonly TimeSpan AlertAfter = TimeSpan.FromMinutes(15);
    public static readonly TimeSpan DisableAfter = TimeSpan.FromHours(1);
    public static readonly TimeSpan DropAfter = TimeSpan.FromHours(36);

    private readonly Lock gate = new();
    private readonly Dictionary<string, Failing> failing = [];
    private readonly Dictionary<string, long> dropped = [];

    /// <summary>Since when each failing Page fails.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> Failures
    {
        get
        {
            lock (gate)
            {
                return failing.ToDictionary(f => f.Key, f => f.Value.Since);
            }
        }
    }

    /// <summary>True when the Page was unsubscribed after this was stored: it is never delivered.</summary>
    public bool IsDropped(World.PendingDelivery delivery)
    {
        lock (gate)
        {
            return delivery.Pages.Split(' ').All(p => dropped.TryGetValue(p, out var last) && delivery.Id <= last);
        }
    }

    public void Answered(string pages, bool accepted)
    {
        foreach (var page in pages.Split(' '))
        {
            var step = Step(page, accepted);
            if (step == 1)
            {
                subscriptions.Tell(page, "webhook-failing", "Your webhook has been failing for 15 minutes.");
            }
            else if (step == 2)
            {
                var last = subscriptions.Disable(page);
                lock (gate)
                {
                    dropped[page] = last;
                }

                subscriptions.Tell(page, "webhooks-disabled", "Webhooks Disabled: your webhook has been failing for one hour; the app is unsubscribed from this Page.");
            }
        }
    }

    /// <summary>How long this has waited on Meta's clock exceeds what the generic profile keeps.</summary>
    public bool IsTooOld(DateTimeOffset since) =>
        settings.Now.RetryProfile == RetryProfile.Generic && Passed(since) >= DropAfter;

    // 1 = alert, 2 = give up, 0 = neither.
    private int Step(string page, bool accepted)
    {
        lock (gate)
        {
            if (accepted)
            {
                failing.Remove(page);
                return 0;
            }

            if (!failing.TryGetValue(page, out var state))
            {
                failing[page] = state = new Failing(clock.GetUtcNow());
            }

            var passed = Passed(state.Since);
            if (settings.Now.RetryProfile != RetryProfile.Messenger)
            {
                return 0;
            }

            if (passed >= DisableAfter)
            {
                failing.Remove(page);
                return 2;
            }

            if (passed >= AlertAfter && !state.Alerted)
            {
                state.Alerted = true;
                return 1;
            }

            return 0;
        }
    }

    private TimeSpan Passed(DateTimeOffset since) => (clock.GetUtcNow() - since) * settings.Now.ClockScale;

    private sealed class Failing(DateTimeOffset since)
    {
        public DateTimeOffset Since => since;

        public bool Alerted { get; set; }
    }
}
