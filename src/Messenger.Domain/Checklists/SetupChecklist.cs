namespace Messenger.Domain.Checklists;

/// <summary>What the checklist of a new installation goes by.</summary>
/// <param name="AddressFault">What the self-test of the external address found, or "none"; null = it leads here.</param>
/// <param name="AddressDetail">The network's word; null = none.</param>
/// <param name="AppFault">unreachable or refused (the product does not start without app id and secret); null = Facebook takes app id and secret.</param>
/// <param name="WebhookFault">none, other, not-active or missing-fields; null = Facebook delivers here all that is needed.</param>
/// <param name="WebhookDetail">The other address, or the missing fields; null = none.</param>
/// <param name="Connected">How many enabled campaigns have a Page whose token works.</param>
/// <param name="IsServed">One of them has a member who may receive something (R33).</param>
public sealed record SetupReadiness(
    string? AddressFault, string? AddressDetail, string? AppFault, string? WebhookFault, string? WebhookDetail, int Connected, bool IsServed);

/// <summary>The five steps from an empty installation to the first customer, in the order in which they can be done.</summary>
public readonly struct SetupChecklist
{
    public static IReadOnlyList<ChecklistItem> Of(SetupReadiness setup) =>
    [
        ChecklistItem.Of(ChecklistCode.Address, setup.AddressFault, setup.AddressDetail),
        ChecklistItem.Of(ChecklistCode.App, setup.AppFault),
        ChecklistItem.Of(ChecklistCode.Webhook, setup.AppFault is null ? setup.WebhookFault : "no-app", setup.WebhookDetail),
        ChecklistItem.Of(ChecklistCode.Campaign, setup.Connected == 0 ? "none" : null),
        ChecklistItem.Of(ChecklistCode.Members, setup switch { { Connected: 0 } => "no-campaign", { IsServed: false } => "none", _ => null }),
    ];
}
