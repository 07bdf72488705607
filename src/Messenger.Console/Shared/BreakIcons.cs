using MudBlazor;

namespace Messenger.Console.Shared;

/// <summary>The icons an administrator may give a break, by their Material names.</summary>
public static class BreakIcons
{
    /// <summary>Those to choose from, each another picture.</summary>
    public static readonly IReadOnlyList<string> All = ["local_cafe", "restaurant", "wc", "school", "groups", "medical_services", "smoking_rooms", "build"];

    public static string Of(string? name) => name?.Replace("_", "", StringComparison.Ordinal).ToUpperInvariant() switch
    {
        "RESTAURANT" or "LUNCHDINING" or "FASTFOOD" or "DINING" => Icons.Material.Filled.Restaurant,
        "WC" or "BATHROOM" or "BATHTUB" => Icons.Material.Filled.Wc,
        "SCHOOL" or "MENUBOOK" => Icons.Material.Filled.School,
        "GROUPS" or "GROUP" or "PEOPLE" or "MEETINGROOM" => Icons.Material.Filled.Groups,
        "NOTIFICATIONSOFF" or "PHONEMISSED" or "DONOTDISTURB" => Icons.Material.Filled.NotificationsOff,
        "HEALTHANDSAFETY" or "HEALING" or "MEDICALSERVICES" => Icons.Material.Filled.MedicalServices,
        "SMOKINGROOMS" => Icons.Material.Filled.SmokingRooms,
        "BUILD" => Icons.Material.Filled.Build,
        _ => Icons.Material.Filled.LocalCafe,
    };
}
