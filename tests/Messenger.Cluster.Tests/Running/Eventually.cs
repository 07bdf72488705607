namespace Messenger.Cluster.Tests.Running;

/// <summary>Waits for a condition, not for a time.</summary>
internal static class Eventually
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task<T> Is<T>(Func<Task<T>> look, Func<T, bool> condition, string what, TimeSpan? patience = null)
    {
        var until = DateTimeOffset.UtcNow + (patience ?? Patience);
        while (true)
        {
            var value = await look();
            if (condition(value))
            {
                return value;
            }

            if (DateTimeOffset.UtcNow > until)
            {
                throw new TimeoutException($"Never: {what}. Last: {Text(value)}");
            }

            await Task.Delay(20);
        }
    }

    public static Task Is(Func<Task<bool>> look, string what) => Is(look, yes => yes, what);

    private static string Text<T>(T value) =>
        value is System.Collections.IEnumerable many and not string ? string.Join(" | ", many.Cast<object>()) : value?.ToString() ?? "null";
}
