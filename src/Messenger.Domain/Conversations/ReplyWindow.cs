using Messenger.Domain.Hubs;

namespace Messenger.Domain.Conversations;

/// <summary>May the Page reply now? Meta allows it for 24 hours after the customer's last message; the border itself is closed.</summary>
public static class ReplyWindow
{
    public static readonly TimeSpan Standard = TimeSpan.FromHours(24);

    public static bool IsOpen(DateTimeOffset? lastFromCustomer, DateTimeOffset now) => now - lastFromCustomer < Standard;

    public static WindowView View(DateTimeOffset? lastFromCustomer, DateTimeOffset now) =>
        IsOpen(lastFromCustomer, now) ? new WindowView("standard", lastFromCustomer + Standard) : new WindowView("closed", lastFromCustomer + Standard);
}
