using Messenger.Domain.People;

namespace Messenger.Domain.Auditing;

/// <summary>What became of a user, for the audit. Never a password.</summary>
public static class PersonDifference
{
    /// <summary>Stands for every campaign.</summary>
    public const string AllCampaigns = "*";

    /// <summary>Stands for a password.</summary>
    private const string Secret = "***";

    /// <param name="before">Null = he is new.</param>
    /// <param name="names">Campaign names by id; a campaign without one is called by its id.</param>
    public static IReadOnlyList<FieldChange> Of(Person? before, Person after, IReadOnlyDictionary<string, string> names)
    {
        FieldChange[] changes =
        [
            new("displayName", before?.DisplayName, after.DisplayName),
            new("roles", before is null ? null : string.Join(", ", before.Roles), string.Join(", ", after.Roles)),
            new("disabled", Word(before?.Disabled), Word(after.Disabled)),
            new("campaigns", before is null ? null : Campaigns(before.Campaigns), Campaigns(after.Campaigns)),
        ];
        return [.. changes.Where(c => c.Before != c.After)];

        string? Campaigns(IReadOnlyList<string>? ids) =>
            ids is null ? AllCampaigns : SettingsDifference.Cut(string.Join(", ", ids.Select(id => names.GetValueOrDefault(id, id))));
    }

    /// <summary>He got a new password; which one is nobody's business.</summary>
    public static IReadOnlyList<FieldChange> Password() => [new("password", Secret, Secret)];

    private static string? Word(bool? value) => value switch { null => null, true => "true", false => "false" };
}
