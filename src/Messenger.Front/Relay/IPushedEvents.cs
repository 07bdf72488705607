using Messenger.Domain.Shared;

namespace Messenger.Front.Relay;

/// <summary>
/// Takes what comes through the push stream. The stream promises nothing: an item may be missing, come twice or in any order,
/// and whoever stands in between may do the same to it.
/// </summary>
internal interface IPushedEvents
{
    /// <summary>Returns at once and does not throw for what an item says.</summary>
    void Arrived(StreamEvent arrived);
}
