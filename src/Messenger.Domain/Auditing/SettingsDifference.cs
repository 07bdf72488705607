using Messenger.Domain.Campaigns;
using Messenger.Domain.Configuration;

namespace Messenger.Domain.Auditing;

/// <summary>Which fields a save changed, from what to what. Of something new every field that is not empty, from nothing.</summary>
public static class SettingsDifference
{
    private const int LongestText = 2_000;

    /// <summary>What stands for a secret: that it changed is told, never what it is.</summary>
    private const string Secret = "***";

    private const string PageToken = "pageToken";

    public static IReadOnlyList<FieldChange> Of(CampaignSettings before, CampaignSettings after)
    {
        var changes = Between(before.Version == 0 ? [] : Texts(before), Texts(after));
        return before.PageToken is not null && after.PageToken is not null && before.PageToken != after.PageToken
            ? [.. changes, new FieldChange(PageToken, Secret, Secret)]
            : changes;
    }

    public static IReadOnlyList<FieldChange> Of(GlobalSettings before, GlobalSettings after) =>
        Between(before.Version == 0 ? [] : Texts(before), Texts(after));

    /// <summary>Null where there is nothing. Never cut inside a pair of surrogates.</summary>
    internal static string? Cut(string? text) => text switch
    {
        null or "" => null,
        { Length: <= LongestText } => text,
        _ => string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[LongestText - 2]) ? LongestText - 2 : LongestText - 1), "…"),
    };

    private static IEnumerable<KeyValuePair<string, string>> Texts(CampaignSettings s)
    {
        var texts = FieldTexts.Of(new { Type = CampaignEditing.WordOf(s.Type), s.PageId }).Concat(FieldTexts.Of(CampaignEditing.Of(s)));
        return s.PageToken is null ? texts : texts.Append(new(PageToken, Secret));
    }

    private static IEnumerable<KeyValuePair<string, string>> Texts(GlobalSettings s) =>
        FieldTexts.Of(new { s.NeedsVoice, s.Holidays, s.HolidayNames, s.Breaks, s.Dispositions, s.CannedResponses, s.PasswordContact, s.ExternalAddress });

    private static List<FieldChange> Between(IEnumerable<KeyValuePair<string, string>> before, IEnumerable<KeyValuePair<string, string>> after)
    {
        var (old, now) = (new Dictionary<string, string>(before, StringComparer.Ordinal), new Dictionary<string, string>(after, StringComparer.Ordinal));
        return
        [
            .. now.Keys.Concat(old.Keys.Where(field => !now.ContainsKey(field)))
                .Where(field => old.GetValueOrDefault(field) != now.GetValueOrDefault(field))
                .Select(field => new FieldChange(field, Cut(old.GetValueOrDefault(field)), Cut(now.GetValueOrDefault(field)))),
        ];
    }
}
