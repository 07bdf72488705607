namespace Messenger.Simulator.World;

/// <summary>A Facebook Page. <paramref name="MayMessage"/>: the connecting person holds the MESSAGING task; <paramref name="Portfolio"/>: a business portfolio owns it.</summary>
internal sealed record SimulatedPage(string Id, string Name, string Token, bool MayMessage, string Category = "Shopping & retail", bool Portfolio = false)
{
    // SQLite knows no booleans, so the rows are read property by property.
    private SimulatedPage()
        : this("", "", "", false)
    {
    }

    public IReadOnlyList<string> Tasks => MayMessage
        ? ["ADVERTISE", "ANALYZE", "CREATE_CONTENT", "MESSAGING", "MODERATE", "MANAGE"]
        : ["ADVERTISE", "ANALYZE", "CREATE_CONTENT"];
}

/// <summary>A person as one Page knows them.</summary>
/// <param name="WindowOpenedAt">Epoch ms of the last action that opens the 24 h window, null = never.</param>
/// <param name="LastMessageAt">Epoch ms of the last message, from which the 7 days of a human agent count.</param>
/// <param name="Profile">Profile case of this customer, null = the one of the settings.</param>
/// <param name="Tester">Has a role on the app, so is reached in development mode too.</param>
internal sealed record Customer(
    string Psid, string PageId, string Name, string Locale, bool Online, bool Blocked, long? WindowOpenedAt, long CreatedAt,
    long? LastMessageAt = null, string? Profile = null, bool Tester = false)
{
    // SQLite knows no booleans, so the rows are read property by property.
    private Customer()
        : this("", "", "", "", false, false, null, 0)
    {
    }

    public string Lane => PageId + ":" + Psid;
}

/// <summary>One line of a chat. Direction is seen from the Page: in = the customer wrote it. Times are epoch ms; attachments and quick replies are JSON as on the wire.</summary>
internal sealed record ChatMessage(
    string Mid, string PageId, string Psid, string Direction, string Text, long At, long? DeliveredAt, long? ReadAt, string? AppId, string? Metadata,
    string? Attachments = null, string? QuickReplies = null, string? ReplyTo = null, string? ReactionIn = null, string? ReactionOut = null,
    long Edits = 0, bool Unsent = false, long Seq = 0)
{
    private ChatMessage()
        : this("", "", "", "", "", 0, null, null, null, null)
    {
    }
}

/// <summary>Webhook bytes that the product has not accepted yet.</summary>
/// <param name="Mid">The customer's messages that count as delivered once they are, separated by spaces.</param>
/// <param name="Pages">The Pages whose events are inside, separated by spaces.</param>
/// <param name="NotBefore">Epoch ms; 0 = at once.</param>
/// <param name="Signing">How the first try is signed, null = well.</param>
internal sealed record PendingDelivery(long Id, string Lane, byte[] Body, string? Mid, string Pages, long NotBefore = 0, string? Signing = null)
{
    private PendingDelivery()
        : this(0, "", [], null, "")
    {
    }
}

internal static class Direction
{
    public const string In = "in";
    public const string Out = "out";
}
