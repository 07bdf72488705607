using System.Text;
using Messenger.Domain.Http;

namespace Messenger.Domain.People;

/// <summary>Turns what an administrator typed of a person into what is saved, or says of each field what is wrong with it; the same on screen and in the API.</summary>
public static class UserEditing
{
    public const int LongestUserName = 40;
    public const int ShortestPassword = 8;
    public const int LongestPassword = 256;

    private const int LongestName = 80;
    private const int MostCampaigns = 1_000;

    /// <param name="campaigns">Ids of all campaigns.</param>
    /// <param name="faults">Per field (camel case) what is wrong; empty = he can be saved, if nobody has his user name.</param>
    public static Person Create(NewUser user, IReadOnlySet<string> campaigns, Faults faults)
    {
        var userName = Composed(user.UserName?.Trim());
        faults.Check("userName", IsUserName(userName), Fault.Of(FaultCode.UserName, LongestUserName));
        return Apply(new Person(userName, "", [], false, null), user, campaigns, faults);
    }

    /// <param name="faults">As of <see cref="Create"/>.</param>
    public static Person Apply(Person person, UserEdit edit, IReadOnlySet<string> campaigns, Faults faults)
    {
        var name = edit.DisplayName?.Trim() ?? person.DisplayName;
        faults.Check("displayName", name.Length is >= 1 and <= LongestName && IsSound(name), Fault.Of(FaultCode.Length, 1, LongestName));
        return person with
        {
            DisplayName = name,
            Roles = edit.Roles is null && person.Roles.Count > 0 ? person.Roles : RolesOf(edit.Roles ?? [], faults),
            Disabled = edit.Disabled ?? person.Disabled,
            Campaigns = edit.NamesCampaigns ? CampaignsOf(edit.Campaigns, campaigns, faults) : person.Campaigns,
        };
    }

    /// <summary>Why a change that is sound in itself must not be made; null = nothing stands in the way.</summary>
    /// <param name="editor">The user name of who makes it.</param>
    /// <param name="otherAdministrators">How many enabled administrators there are besides him.</param>
    public static UserObstacle? ObstacleOf(Person before, Person after, string editor, int otherAdministrators) =>
        after.Disabled && !before.Disabled && string.Equals(editor, before.UserName, StringComparison.OrdinalIgnoreCase) ? UserObstacle.Yourself
        : before.IsActiveAdministrator && !after.IsActiveAdministrator && otherAdministrators == 0 ? UserObstacle.LastAdministrator
        : null;

    /// <summary>He loses something he may do now, so whatever is signed in as him has to end.</summary>
    public static bool EndsSessions(Person before, Person after) => (after.Disabled && !before.Disabled) || before.Roles.Except(after.Roles).Any();

    /// <param name="field">As the API names it.</param>
    public static void CheckNewPassword(string? given, string? before, string field, Faults faults)
    {
        faults.Check(field, given != before, Fault.Of(FaultCode.SamePassword));
        faults.Check(field, given is { Length: >= ShortestPassword and <= LongestPassword }, Fault.Of(FaultCode.Length, ShortestPassword, LongestPassword));
    }

    private static bool IsUserName(string name) =>
        name.Length is >= 1 and <= LongestUserName && char.IsLetterOrDigit(name[0]) && name.All(c => char.IsLetterOrDigit(c) || c is '-' or '.' or '_' or '@' or '+');

    /// <summary>Equal to the eye is equal: an accent may come as a character of its own. What is no text at all stays what it is, and is refused.</summary>
    private static string Composed(string? text) => text is null ? "" : HasLoneSurrogate(text) ? text : text.Normalize(NormalizationForm.FormC);

    /// <summary>Nothing that breaks the line or turns round what stands beside it.</summary>
    private static bool IsSound(string text) =>
        !HasLoneSurrogate(text) && !text.Any(c => char.IsControl(c) || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u2028' or '\u2029');

    private static bool HasLoneSurrogate(string text)
    {
        for (var i = 0; i < text.Length; i += char.IsSurrogatePair(text, i) ? 2 : 1)
        {
            if (char.IsSurrogate(text[i]) && !char.IsSurrogatePair(text, i))
            {
                return true;
            }
        }

        return false;
    }

    private static IReadOnlyList<string> RolesOf(IReadOnlyList<string> given, Faults faults)
    {
        var unknown = given.Count > RoleWord.All.Count || given.Any(role => !RoleWord.All.Contains(role, StringComparer.Ordinal));
        faults.Check("roles", !unknown, new Fault(FaultCode.OneOf, [string.Join(", ", RoleWord.All)]));
        faults.Check("roles", given.Count > 0, Fault.Of(FaultCode.Needed));
        return [.. RoleWord.All.Where(role => given.Contains(role, StringComparer.Ordinal))];
    }

    private static IReadOnlyList<string>? CampaignsOf(IReadOnlyList<string>? given, IReadOnlySet<string> known, Faults faults)
    {
        if (given is null)
        {
            return null;
        }

        if (given.Count > MostCampaigns)
        {
            faults.Add("campaigns", Fault.Of(FaultCode.Entries, MostCampaigns));
            return [];
        }

        faults.Check("campaigns", given.Count > 0, Fault.Of(FaultCode.Needed));
        for (var i = 0; i < given.Count; i++)
        {
            faults.Check($"campaigns[{i}]", given[i] is { } id && known.Contains(id), new Fault(FaultCode.NoCampaign, [given[i] ?? ""]));
        }

        return [.. given.OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }
}

/// <summary>What stands in the way of a change of a user.</summary>
public enum UserObstacle
{
    /// <summary>Nobody would be left who can administer.</summary>
    LastAdministrator,

    /// <summary>Nobody switches himself off.</summary>
    Yourself,
}
