using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Messenger.Domain.Conversations;

namespace Messenger.Meta;

/// <summary>One element of <c>messaging</c> or <c>standby</c>, and what every kind needs of it.</summary>
internal readonly record struct Item(JsonElement Json, DateTimeOffset At, EntryContext Entry)
{
    /// <summary>Longest mid let in. Meta does not say; 10,000 characters must work, and the journal's bytes are not endless.</summary>
    public const int MaxMidLength = 20_000;

    public JsonElement? Part(ReadOnlySpan<byte> name) => JsonText.Find(Json, name);

    /// <summary>An event of the customer who sent the item.</summary>
    public ItemReading From(string kind, Inbound inbound) =>
        TryPerson(kind, "sender", out var psid, out var fault) ? new ItemReading.Read(kind, psid, inbound) : fault;

    /// <summary>An event of the customer on whichever side he stands.</summary>
    /// <remarks>Thread control is documented with the customer as sender; nothing depends on which side names him.</remarks>
    public ItemReading About(string kind, Inbound inbound)
    {
        if (TryPerson(kind, "sender", out var psid, out var fault) || TryPerson(kind, "recipient", out psid, out _))
        {
            return new ItemReading.Read(kind, psid, inbound);
        }

        return fault;
    }

    public bool TryPerson(string kind, string role, out string psid, [NotNullWhen(false)] out ItemReading? fault)
    {
        psid = Part(role == "sender" ? "sender"u8 : "recipient"u8) is { } known ? JsonText.TextOrNumber(JsonText.Find(known, "id"u8)) ?? "" : "";
        fault = null;
        if (psid.Length == 0)
        {
            fault = NotRead(kind, $"{role} has no id");
        }
        else if (!MetaId.IsId(psid))
        {
            fault = NotRead(kind, $"{role} id is not an id");
        }
        else if (psid == Entry.PageId)
        {
            // Taken for a person, the Page would get a conversation with itself and answer in circles.
            fault = NotRead(kind, $"{role} is the page");
        }

        return fault is null;
    }

    public static bool TryMid(JsonElement owner, string kind, out string mid, [NotNullWhen(false)] out ItemReading? fault)
    {
        mid = JsonText.TextOf(owner, "mid"u8) ?? "";
        fault = mid.Length switch
        {
            0 => NotRead(kind, "no mid"),
            > MaxMidLength => NotRead(kind, "mid too long"),
            _ => null,
        };
        return fault is null;
    }

    public static ItemReading.NotRead NotRead(string kind, string fault) => new($"{kind}: {fault}");
}
