namespace Messenger.Simulator.World;

/// <summary>A Facebook Page. <paramref name="MayMessage"/>: the connecting person holds the MESSAGING task.</summary>
internal sealed record SimulatedPage(string Id, string Name, string Token, bool MayMessage)
{
    // SQLite knows no booleans, so the rows are read property by property.
    private SimulatedPage()
        : this("", "", "", false)
    {
    }
}

/// <summary>A person as one Page knows them. <paramref name="WindowOpenedAt"/>: epoch ms of the last action that opens the 24 h window, null = never.</summary>
internal sealed record Customer(string Psid, string PageId, string Name, string Locale, bool Online, bool Blocked, long? WindowOpenedAt, long CreatedAt)
{
    // SQLite knows no booleans, so the rows are read property by property.
    private Customer()
        : this("", "", "", "", false, false, null, 0)
    {
    }

    public string Lane => PageId + ":" + Psid;
}

/// <summary>One line of a chat. Direction is seen from the Page: in = the customer wrote it. Times are epoch ms.</summary>
internal sealed record ChatMessage(string Mid, string PageId, string Psid, string Direction, string Text, long At, long? DeliveredAt, long? ReadAt, string? AppId, string? Metadata)
{
    private ChatMessage()
        : this("", "", "", "", "", 0, null, null, null, null)
    {
    }
}

/// <summary>Webhook bytes that the product has not accepted yet. <paramref name="Mid"/>: the customer's message that counts as delivered once they are.</summary>
internal sealed record PendingDelivery(long Id, string Lane, byte[] Body, string? Mid);

internal static class Direction
{
    public const string In = "in";
    public const string Out = "out";
}
