namespace Messenger.Front.Tests.Product;

/// <summary>Waits for a condition, not for a time.</summary>
public static class Eventually
{
    /// <param name="seconds">A loaded machine is slow, not wrong.</param>
    public static async Task<T> Is<T>(Func<Task<T>> look, Func<T, bool> condition, string what, double seconds = 45)
    {
        var until = DateTimeOffset.UtcNow.AddSeconds(seconds);
        while (true)
        {
            var value = await look();
            if (condition(value))
            {
                return value;
            }

            if (DateTimeOffset.UtcNow > until)
            {
                throw new TimeoutException($"Never: {what}. Last: {value}");
            }

            await Task.Delay(20);
        }
    }
}
