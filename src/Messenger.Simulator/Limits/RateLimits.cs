using Messenger.Simulator.Settings;

namespace Messenger.Simulator.Limits;

/// <summary>What is limited apart from each other.</summary>
internal enum Limited
{
    Send,
    Media,
    Conversations,
}

/// <summary>Meta's calls per second and Page, over the second that has just passed.</summary>
internal sealed class RateLimits(SettingStore settings, TimeProvider clock)
{
    private readonly Lock gate = new();
    private readonly Dictionary<(string Page, Limited What), Queue<long>> taken = [];

    /// <summary>False when this call is one too many; then it does not count.</summary>
    public bool Take(string pageId, Limited what)
    {
        var now = settings.Now;
        if (!now.RateLimits)
        {
            return true;
        }

        var limit = what switch { Limited.Send => now.SendsPerSecond, Limited.Media => now.MediaPerSecond, _ => now.ConversationsPerSecond };
        var at = clock.GetTimestamp();
        lock (gate)
        {
            if (!taken.TryGetValue((pageId, what), out var calls))
            {
                taken[(pageId, what)] = calls = new Queue<long>();
            }

            while (calls.TryPeek(out var oldest) && clock.GetElapsedTime(oldest, at) >= TimeSpan.FromSeconds(1))
            {
                calls.Dequeue();
            }

            if (calls.Count >= limit)
            {
                return false;
            }

            calls.Enqueue(at);
            return true;
        }
    }
}
