using Messenger.Simulator.Control;
using Messenger.Simulator.World;

namespace Messenger.Simulator.Live;

/// <summary>Something the page shows at once. Type: message (new or with new marks), customer (row of the list), typing, status.</summary>
internal sealed record LiveEvent(string Type, object Data)
{
    public static LiveEvent Of(ChatMessage message) => new("message", new { message.PageId, message.Psid, Message = PhoneMessage.Of(message) });

    public static LiveEvent Of(CustomerRow row) => new("customer", CustomerItem.Of(row));

    public static LiveEvent Typing(Customer customer, bool on) => new("typing", new { customer.PageId, customer.Psid, On = on });

    /// <summary>The state of webhook or handshake changed; the page asks for it.</summary>
    public static LiveEvent Status() => new("status", new { });
}
