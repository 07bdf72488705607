using System.Data.Common;
using Messenger.Contracts;
using Orleans.Runtime;
using Orleans.Runtime.Messaging;
using Orleans.Serialization;

namespace Messenger.Front;

/// <summary>Repeats grain calls that are idempotent and failed for a reason that passes: a stale activation, a silo that just left.</summary>
internal static class GrainCalls
{
    public const int Attempts = 3;

    /// <summary>Nothing was decided, or the outcome is unknown: calling again is right because every call of the fronts is idempotent.</summary>
    public static bool MayPass(Exception fault) =>
        fault is TryAgainException or TimeoutException or SiloUnavailableException or OrleansMessageRejectionException or ConnectionFailedException
            || IsOfTheCluster(fault) || IsOfTheDatabase(fault);

    /// <summary>No silo takes the grain now: Orleans has no narrower type for it.</summary>
    private static bool IsOfTheCluster(Exception fault) => fault.GetType() == typeof(OrleansException);

    /// <summary>A grain could not read its journal. Where the driver's exception was thrown on another silo only its name arrives.</summary>
    private static bool IsOfTheDatabase(Exception fault) =>
        fault is DbException || (fault is UnavailableExceptionFallbackException far && far.ExceptionType?.Contains("Npgsql.", StringComparison.Ordinal) == true);

    public static async Task<T> Repeated<T>(Func<Task<T>> call)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await call();
            }
            // A call that timed out has used its caller's patience already.
            catch (Exception fault) when (attempt < Attempts && MayPass(fault) && fault is not TimeoutException)
            {
                // A stale activation is gone by the next call; a silo that left needs a moment until the membership says so.
                if (fault is not TryAgainException)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(100 * attempt));
                }
            }
        }
    }
}
