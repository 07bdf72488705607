using System.Text.Json;
using Messenger.Domain.Conversations;

namespace Messenger.Meta;

/// <summary>Items about the customer's thread: where he came from, what he agreed to, who may write in it.</summary>
internal static class ThreadItems
{
    public static ItemReading Referral(Item item, JsonElement referral) => ReferralContent.Read(referral) is { } from
        ? item.From("referral", new Inbound.Referred(from, item.At))
        : Item.NotRead("referral", "not an object");

    /// <summary>The token of notification messages is a key to the customer: it is not let through.</summary>
    public static ItemReading OptIn(Item item, JsonElement optIn) => item.From("optin", new Inbound.OptedIn(
        JsonText.TextOf(optIn, "type"u8),
        JsonText.TextOf(optIn, "ref"u8) ?? JsonText.TextOf(optIn, "payload"u8),
        JsonText.TextOf(optIn, "title"u8),
        JsonText.TextOf(optIn, "notification_messages_status"u8) ?? JsonText.TextOf(optIn, "user_token_status"u8),
        item.At));

    public static ItemReading Control(Item item, JsonElement control, string kind, ThreadControlStep step)
    {
        var to = JsonText.TextOrNumber(JsonText.Find(control, step == ThreadControlStep.Requested ? "requested_owner_app_id"u8 : "new_owner_app_id"u8));
        return item.About(kind, new Inbound.ThreadControl(
            step,
            JsonText.TextOrNumber(JsonText.Find(control, "previous_owner_app_id"u8)),
            to,
            to is not null && to == item.Entry.OurAppId,
            JsonText.TextOf(control, "metadata"u8),
            item.At));
    }

    /// <summary>The authorization code is a key to the customer's account: it is not let through.</summary>
    public static ItemReading AccountLinking(Item item, JsonElement linking) => JsonText.TextOf(linking, "status"u8) switch
    {
        "linked" => item.From("account_linking", new Inbound.AccountLinked(true, item.At)),
        "unlinked" => item.From("account_linking", new Inbound.AccountLinked(false, item.At)),
        _ => Item.NotRead("account_linking", "no status"),
    };

    public static ItemReading Other(Item item)
    {
        string? kind = null;
        foreach (var property in item.Json.EnumerateObject())
        {
            if (!JsonText.IsNamed(property, "sender"u8) && !JsonText.IsNamed(property, "recipient"u8) && !JsonText.IsNamed(property, "timestamp"u8))
            {
                var name = WebhookReader.Word(JsonText.NameOf(property));
                if (property.Value.ValueKind == JsonValueKind.Null)
                {
                    // A known key without anything in it says nothing about the customer.
                    kind ??= name;
                    continue;
                }

                return item.From(name, new Inbound.Other(name, item.At)) is ItemReading.Read read ? read : Item.NotRead(name, "not read");
            }
        }

        return Item.NotRead(kind ?? "item", "not read");
    }
}
