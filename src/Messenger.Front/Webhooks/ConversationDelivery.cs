using Messenger.Contracts;
using Messenger.Domain.Conversations;

namespace Messenger.Front.Webhooks;

/// <summary>Hands events to a conversation until it has committed them, a fault is for good, or Meta's patience (5 s) nears its end.</summary>
internal sealed class ConversationDelivery(IGrainFactory grains, Workers workers, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(25);

    /// <summary>Null = committed; else the fault for which these events can never be stored.</summary>
    /// <exception cref="TimeoutException">The patience is at its end, or the last passing fault; the delivery is to be repeated.</exception>
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
                await grains.OnWorker<IConversationGrain>(conversationKey).Receive(events).WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, clock);
                return null;
            }
            catch (StorageUnavailableException)
            {
                throw;
            }
            catch (Exception fault) when (GrainCalls.MayPass(fault))
            {
                // Without a worker the next attempt fails too, and Meta waits for an answer.
                if (!workers.AreThere || clock.GetElapsedTime(began) + pause >= Patience)
                {
                    throw;
                }
            }
#pragma warning disable CA1031 // Whatever the conversation cannot digest is kept aside; Meta would repeat it for ever.
            catch (Exception poison)
#pragma warning restore CA1031
            {
                return poison;
            }

            await Task.Delay(pause, clock);
            pause *= 2;
        }
    }
}
