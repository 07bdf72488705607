using Messenger.Contracts;
using Messenger.Domain.Conversations;
using Microsoft.Extensions.Logging;

namespace Messenger.Front.Webhooks;

/// <summary>Hands events to a conversation until it has committed them, a fault is for good, or Meta's patience (5 s) nears its end.</summary>
internal sealed class ConversationDelivery(IWorkerGrains grains, Workers workers, TimeProvider clock, ILogger<ConversationDelivery> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(25);

    /// <summary>Null = committed; else the fault for which these events can never be stored.</summary>
    /// <exception cref="Exception">The patience is at its end: the last fault; the delivery is to be repeated.</exception>
    /// <exception cref="StorageUnavailableException">Storage is down.</exception>
    public async Task<Exception?> Deliver(string conversationKey, IReadOnlyList<ConversationCommand.Receive> events)
    {
        var began = clock.GetTimestamp();
        var pause = FirstPause;
        while (true)
        {
            var left = Patience - clock.GetElapsedTime(began);
            try
            {
                await grains.Get<IConversationGrain>(conversationKey).Receive(events).WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, clock);
                return null;
            }
            catch (PoisonedException poison)
            {
                return poison;
            }
#pragma warning disable CA1031 // Only a conversation that says so itself cannot store an event. Whatever else happens may pass.
            catch (Exception fault) when (fault is not StorageUnavailableException && workers.AreThere && clock.GetElapsedTime(began) + pause < Patience)
#pragma warning restore CA1031
            {
                logger.DeliveryRepeated(conversationKey, fault.GetType().Name);
            }

            await Task.Delay(pause, clock);
            pause *= 2;
        }
    }
}
