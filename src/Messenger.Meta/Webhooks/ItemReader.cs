using System.Text.Json;
using Messenger.Domain.Conversations;

namespace Messenger.Meta;

/// <summary>What all items of one entry share.</summary>
/// <param name="EntryTime">Stands in for an item's missing or absurd timestamp.</param>
/// <param name="OnStandby">Another app owned the thread.</param>
internal readonly record struct EntryContext(string PageId, DateTimeOffset EntryTime, string OurAppId, bool OnStandby);

internal abstract record ItemReading
{
    public sealed record Read(string Kind, string Psid, Inbound Event) : ItemReading;

    /// <summary>An event of the Page itself: nobody's conversation.</summary>
    public sealed record OfPage(string Kind, PageEvent Event) : ItemReading;

    public sealed record NotRead(string Reason) : ItemReading;
}

/// <summary>Reads one element of <c>messaging</c> or <c>standby</c>. The kind is not named in it: it is which key is there.</summary>
internal static class ItemReader
{
    public static ItemReading Read(JsonElement item, EntryContext entry)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            return new ItemReading.NotRead("item: not an object");
        }

        var at = MetaTime.Read(JsonText.Find(item, "timestamp"u8)) ?? entry.EntryTime;
        var reading = ReadKind(new(item, at, entry));
        return entry.OnStandby && reading is ItemReading.Read(var kind, var psid, var inbound)
            ? new ItemReading.Read(kind, psid, new Inbound.Standby(inbound, at))
            : reading;
    }

    /// <summary>Meta's own order of inspection: the keys exclude each other in practice, not by promise.</summary>
    private static ItemReading ReadKind(Item item)
    {
        if (item.Part("message"u8) is { } message)
        {
            return JsonText.IsTrue(JsonText.Find(message, "is_echo"u8)) ? MessageItems.Echo(item, message) : MessageItems.Message(item, message);
        }

        if (item.Part("postback"u8) is { } postback)
        {
            return MessageItems.Postback(item, postback);
        }

        if (item.Part("reaction"u8) is { } reaction)
        {
            return MarkItems.Reaction(item, reaction);
        }

        if (item.Part("read"u8) is { } read)
        {
            return MarkItems.Read(item, read);
        }

        if (item.Part("delivery"u8) is { } delivery)
        {
            return MarkItems.Delivery(item, delivery);
        }

        return item.Part("message_edit"u8) is { } edit ? MarkItems.Edit(item, edit) : ReadThreadKind(item);
    }

    private static ItemReading ReadThreadKind(Item item)
    {
        if (item.Part("referral"u8) is { } referral)
        {
            return ThreadItems.Referral(item, referral);
        }

        if (item.Part("optin"u8) is { } optIn)
        {
            return ThreadItems.OptIn(item, optIn);
        }

        if (item.Part("pass_thread_control"u8) is { } pass)
        {
            return ThreadItems.Control(item, pass, "pass_thread_control", ThreadControlStep.Passed);
        }

        if (item.Part("take_thread_control"u8) is { } take)
        {
            return ThreadItems.Control(item, take, "take_thread_control", ThreadControlStep.Taken);
        }

        if (item.Part("request_thread_control"u8) is { } request)
        {
            return ThreadItems.Control(item, request, "request_thread_control", ThreadControlStep.Requested);
        }

        if (item.Part("app_roles"u8) is { } roles)
        {
            return PageItems.AppRoles(item, roles);
        }

        if (item.Part("account_linking"u8) is { } linking)
        {
            return ThreadItems.AccountLinking(item, linking);
        }

        return item.Part("policy_enforcement"u8) is { } policy ? PageItems.PolicyEnforcement(item, policy) : ThreadItems.Other(item);
    }
}
