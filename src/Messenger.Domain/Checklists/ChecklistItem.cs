namespace Messenger.Domain.Checklists;

/// <summary>One thing that has to be in order before customers are served.</summary>
/// <param name="Code">Stable, one of <see cref="ChecklistCode"/>.</param>
/// <param name="Done">Green; otherwise red, and the screen leads to where it is put right.</param>
/// <param name="Fault">What is not in order, in a stable word; null when it is done.</param>
/// <param name="Detail">What the fault names: missing fields, the network's word; null = nothing.</param>
public sealed record ChecklistItem(string Code, bool Done, string? Fault = null, string? Detail = null)
{
    internal static ChecklistItem Of(string code, string? fault, string? detail = null) => new(code, fault is null, fault, fault is null ? null : detail);
}

/// <summary>What the checklists ask for.</summary>
public static class ChecklistCode
{
    /// <summary>The token of the campaign's Page works.</summary>
    public const string Token = "token";

    /// <summary>Facebook delivers every field that is needed.</summary>
    public const string Webhook = "webhook";

    /// <summary>The campaign is open at some time.</summary>
    public const string Schedule = "schedule";

    /// <summary>The external address is set and leads here.</summary>
    public const string Address = "address";

    /// <summary>Somebody may receive what comes.</summary>
    public const string Members = "members";

    /// <summary>Facebook takes app id and secret.</summary>
    public const string App = "app";

    /// <summary>A campaign is connected with a Page.</summary>
    public const string Campaign = "campaign";
}
