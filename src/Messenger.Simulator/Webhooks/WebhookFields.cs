namespace Messenger.Simulator.Webhooks;

/// <summary>The names under which an app and a Page subscribe.</summary>
internal static class WebhookFields
{
    public const string Messages = "messages";
    public const string Postbacks = "messaging_postbacks";
    public const string Optins = "messaging_optins";
    public const string Referrals = "messaging_referrals";
    public const string Deliveries = "message_deliveries";
    public const string Reads = "message_reads";
    public const string Echoes = "message_echoes";
    public const string Reactions = "message_reactions";
    public const string Edits = "message_edits";
    public const string Handovers = "messaging_handovers";
    public const string Standby = "standby";
    public const string AccountLinking = "messaging_account_linking";
    public const string PolicyEnforcement = "messaging_policy_enforcement";

    public static readonly IReadOnlyList<string> All =
    [
        Messages, Postbacks, Optins, "messaging_optouts", Referrals, Deliveries, Reads, Echoes, Reactions, Edits, Handovers, Standby, AccountLinking,
        PolicyEnforcement, "messaging_feedback", "response_feedback", "messaging_customer_information", "message_context", "inbox_labels", "send_cart", "feed",
    ];
}
