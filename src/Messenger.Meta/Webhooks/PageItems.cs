using System.Text.Json;

namespace Messenger.Meta;

/// <summary>Items about the Page itself; they have no sender.</summary>
internal static class PageItems
{
    public static ItemReading PolicyEnforcement(Item item, JsonElement policy)
    {
        PolicyStep? step = JsonText.TextOf(policy, "action"u8) switch
        {
            "warning" => PolicyStep.Warning,
            "block" => PolicyStep.Block,
            "unblock" => PolicyStep.Unblock,
            _ => null,
        };
        return step is { } known
            ? new ItemReading.OfPage("policy_enforcement", new PageEvent.PolicyEnforcement(known, JsonText.TextOf(policy, "reason"u8), item.At))
            : Item.NotRead("policy_enforcement", "no action");
    }

    public static ItemReading AppRoles(Item item, JsonElement roles)
    {
        if (roles.ValueKind != JsonValueKind.Object)
        {
            return Item.NotRead("app_roles", "not an object");
        }

        var ours = new List<string>();
        foreach (var role in roles.EnumerateObject())
        {
            if (JsonText.NameOf(role) == item.Entry.OurAppId && role.Value.ValueKind == JsonValueKind.Array)
            {
                ours.AddRange(role.Value.EnumerateArray().Select(name => JsonText.Text(name)).OfType<string>());
            }
        }

        return new ItemReading.OfPage("app_roles", new PageEvent.AppRoles(ours, item.At));
    }
}
