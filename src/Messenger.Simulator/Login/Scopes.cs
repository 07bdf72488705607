namespace Messenger.Simulator.Login;

/// <summary>The permissions that matter here.</summary>
internal static class Scopes
{
    public const string ShowList = "pages_show_list";
    public const string Messaging = "pages_messaging";
    public const string Metadata = "pages_manage_metadata";
    public const string Engagement = "pages_read_engagement";
    public const string Business = "business_management";
    public const string Locale = "pages_user_locale";
    public const string Timezone = "pages_user_timezone";
    public const string Gender = "pages_user_gender";

    /// <summary>What the ready-made tokens may do.</summary>
    public static readonly IReadOnlyList<string> Seeded = [ShowList, Messaging, Metadata, Engagement, Business, Locale, Timezone];
}
