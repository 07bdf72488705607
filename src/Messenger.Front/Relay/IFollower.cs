using Messenger.Domain.Shared;

namespace Messenger.Front.Relay;

/// <summary>
/// A local connection's interest in one stream. Called under the stream's lock and in its order: an implementation only
/// puts the item into its inbox and returns.
/// </summary>
internal interface IFollower
{
    /// <summary>The next event; versions rise, and a repeat of what the follower has already read is possible at the start.</summary>
    void Pass(RelayedEvent relayed);

    /// <summary>What was missed cannot be had event by event: the whole state instead, perhaps of a new incarnation.</summary>
    void Pass(StreamSnapshot snapshot);
}
