using System.Text.Json;
using Messenger.Domain.Conversations;

namespace Messenger.Meta;

/// <summary>Where a customer came from, as it stands in messages, postbacks and referral events.</summary>
internal static class ReferralContent
{
    /// <summary>Null when it is no object, which says nothing.</summary>
    public static Referral? Read(JsonElement? value)
    {
        if (value is not { ValueKind: JsonValueKind.Object } referral)
        {
            return null;
        }

        var ad = JsonText.Find(referral, "ads_context_data"u8) ?? default;
        var product = JsonText.Find(referral, "product"u8) ?? default;
        return new(
            JsonText.TextOf(referral, "source"u8),
            JsonText.TextOf(referral, "type"u8),
            JsonText.TextOf(referral, "ref"u8),
            Id(referral, "ad_id"u8),
            JsonText.TextOf(ad, "ad_title"u8),
            MessageContent.Link(ad, "photo_url"u8) ?? MessageContent.Link(ad, "video_url"u8),
            Id(ad, "post_id"u8),
            Id(product, "id"u8) ?? Id(ad, "product_id"u8));
    }

    private static string? Id(JsonElement owner, ReadOnlySpan<byte> name) => JsonText.TextOrNumber(JsonText.Find(owner, name));
}
