using Messenger.Contracts;
using Orleans.Runtime;
using Orleans.Runtime.Messaging;

namespace Messenger.Cluster.Tests.Running;

/// <summary>Calls again what is idempotent, as the fronts and Meta do, while silos come and go.</summary>
internal static class Patient
{
    public static async Task<T> Call<T>(Func<Task<T>> call)
    {
        var until = DateTimeOffset.UtcNow + Eventually.Patience;
        while (true)
        {
            try
            {
                return await call();
            }
            catch (Exception fault) when (MayPass(fault) && DateTimeOffset.UtcNow < until)
            {
                await Task.Delay(50);
            }
        }
    }

    public static Task Call(Func<Task> call) => Call(async () =>
    {
        await call();
        return true;
    });

    public static bool MayPass(Exception fault) =>
        fault is TryAgainException or TimeoutException or SiloUnavailableException or OrleansMessageRejectionException or ConnectionFailedException
            or ObjectDisposedException or OperationCanceledException;
}
