using System.Globalization;
using System.Text.Json;
using Messenger.Domain.Configuration;
using Messenger.Domain.Http;

namespace Messenger.Domain.Campaigns;

/// <summary>Turns what an administrator typed into settings, or says of each field what is wrong with it; the same on screen and in the API.</summary>
public static class CampaignEditing
{
    private const int LongestName = 80;

    /// <summary>UTF-16 units of an automatic text: one message.</summary>
    private const int LongestText = 1_900;

    private const int MostRows = 50;

    /// <summary>A week of seconds.</summary>
    private const int Week = 604_800;

    public static CampaignEdit Of(CampaignSettings s) => new(
        s.Name, s.Enabled, s.MaxPerAgent, s.QueueLimit, WordOf(s.Overflow), WordOf(s.OutOfHours), WordOf(s.Strategy.Eligibility), WordOf(s.Strategy.Distribution),
        s.Priority, s.TimeZone, [.. s.Schedule.Select(Shown)], s.ServiceLevelSeconds, s.AbandonmentSeconds, s.ConnectionGraceSeconds, s.DefaultLanguage, Shown(s.Texts))
    {
        PageName = s.PageName,
        ServiceLevelTarget = s.ServiceLevelTarget,
        CannedResponses = [.. s.CannedResponses.Select(r => new CannedResponseEdit(r.Id, r.Title, r.Shortcut, r.Text, r.Language))],
        Abandonment = WordOf(s.Abandonment),
        Acceptance = WordOf(s.Acceptance),
        AcceptSeconds = s.AcceptSeconds,
        FirstReplySeconds = s.FirstReplySeconds,
        ChatSeconds = s.ChatSeconds,
        InactivitySeconds = s.InactivitySeconds,
        TransferReturnSeconds = s.TransferReturnSeconds,
        WrapUpSeconds = s.WrapUpSeconds,
        NeedsDisposition = s.NeedsDisposition,
        StickyDays = s.StickyDays,
        ContinuationMinutes = s.ContinuationMinutes,
    };

    /// <param name="faults">Per field (camel case) what is wrong; empty = the settings can be saved.</param>
    public static CampaignSettings Apply(CampaignSettings settings, CampaignEdit edit, Faults faults)
    {
        var name = edit.Name?.Trim() ?? settings.Name;
        faults.Check("name", TypedText.IsName(name, LongestName), Fault.Of(FaultCode.Length, 1, LongestName));
        var zone = edit.TimeZone ?? settings.TimeZone;
        faults.Check("timeZone", TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _), Fault.Of(FaultCode.Zone));
        var language = edit.DefaultLanguage ?? settings.DefaultLanguage;
        faults.Check("defaultLanguage", language is "es" or "en" or "pt", Fault.Of(FaultCode.Language));
        return settings with
        {
            Name = name,
            PageName = edit.PageName is { } typed ? PageNameOf(faults, typed) : settings.PageName,
            Enabled = edit.Enabled ?? settings.Enabled,
            MaxPerAgent = Number(faults, "maxPerAgent", edit.MaxPerAgent ?? settings.MaxPerAgent, 1, 50),
            QueueLimit = Number(faults, "queueLimit", edit.QueueLimit ?? settings.QueueLimit, 0, 100_000),
            Overflow = Word(faults, "overflow", edit.Overflow, settings.Overflow),
            OutOfHours = Word(faults, "outOfHours", edit.OutOfHours, settings.OutOfHours),
            Strategy = new(
                Word(faults, "eligibility", edit.Eligibility, settings.Strategy.Eligibility),
                Word(faults, "distribution", edit.Distribution, settings.Strategy.Distribution)),
            Priority = Number(faults, "priority", edit.Priority ?? settings.Priority, 1, 10),
            TimeZone = zone,
            Schedule = edit.Schedule is null ? settings.Schedule : Hours(faults, edit.Schedule),
            ServiceLevelSeconds = Number(faults, "serviceLevelSeconds", edit.ServiceLevelSeconds ?? settings.ServiceLevelSeconds, 1, 86_400),
            ServiceLevelTarget = Number(faults, "serviceLevelTarget", edit.ServiceLevelTarget ?? settings.ServiceLevelTarget, 1, 100),
            AbandonmentSeconds = Number(faults, "abandonmentSeconds", edit.AbandonmentSeconds ?? settings.AbandonmentSeconds, 0, Week),
            Abandonment = Word(faults, "abandonment", edit.Abandonment, settings.Abandonment),
            ConnectionGraceSeconds = Number(faults, "connectionGraceSeconds", edit.ConnectionGraceSeconds ?? settings.ConnectionGraceSeconds, 0, 3_600),
            DefaultLanguage = language,
            Texts = edit.Texts is null ? settings.Texts : TextsOf(faults, edit.Texts, settings.Texts),
            CannedResponses = ConfigurationEditing.Responses(edit.CannedResponses, settings.CannedResponses, faults),
            Acceptance = Word(faults, "acceptance", edit.Acceptance, settings.Acceptance),
            AcceptSeconds = Number(faults, "acceptSeconds", edit.AcceptSeconds ?? settings.AcceptSeconds, 5, 600),
            FirstReplySeconds = Number(faults, "firstReplySeconds", edit.FirstReplySeconds ?? settings.FirstReplySeconds, 0, 86_400),
            ChatSeconds = Number(faults, "chatSeconds", edit.ChatSeconds ?? settings.ChatSeconds, 0, Week),
            InactivitySeconds = Number(faults, "inactivitySeconds", edit.InactivitySeconds ?? settings.InactivitySeconds, 0, Week),
            TransferReturnSeconds = Number(faults, "transferReturnSeconds", edit.TransferReturnSeconds ?? settings.TransferReturnSeconds, 0, 3_600),
            WrapUpSeconds = Number(faults, "wrapUpSeconds", edit.WrapUpSeconds ?? settings.WrapUpSeconds, 0, 3_600),
            NeedsDisposition = edit.NeedsDisposition ?? settings.NeedsDisposition,
            StickyDays = Number(faults, "stickyDays", edit.StickyDays ?? settings.StickyDays, 0, 30),
            ContinuationMinutes = Number(faults, "continuationMinutes", edit.ContinuationMinutes ?? settings.ContinuationMinutes, 0, 1_440),
        };
    }

    /// <param name="faults">As of <see cref="Apply"/>, and for the type.</param>
    public static CampaignSettings Create(NewCampaign campaign, Faults faults)
    {
        var type = TypeOf(campaign.Type);
        faults.Check("type", type is not null, new Fault(FaultCode.OneOf, ["messenger, voice"]));
        return Apply(CampaignSettings.Default with { Type = type ?? CampaignType.Messenger }, campaign, faults);
    }

    public static string WordOf(CampaignType type) => type switch
    {
        CampaignType.Messenger => "messenger",
        CampaignType.Voice => "voice",
        _ => throw new NotSupportedException($"No word for {type}."),
    };

    private static CampaignType? TypeOf(string? word) =>
        Enum.GetValues<CampaignType>().Where(type => WordOf(type) == word).Cast<CampaignType?>().FirstOrDefault();

    /// <summary>As it was typed, whatever stands around it: it is compared with what Facebook says.</summary>
    private static string? PageNameOf(Faults faults, string typed)
    {
        faults.Check("pageName", typed.Length == 0 || TypedText.IsName(typed, LongestName), Fault.Of(FaultCode.Length, 1, LongestName));
        faults.Check("pageName", faults.Has("pageName") || !TypedText.LooksLikeAddress(typed), Fault.Of(FaultCode.PageAddress));
        return typed.Length == 0 ? null : typed;
    }

    private static AutomaticTexts TextsOf(Faults faults, TextsEdit edit, AutomaticTexts before) => new(
        TextOf(faults, "outOfHours", edit.OutOfHours, before.OutOfHours), TextOf(faults, "queueFull", edit.QueueFull, before.QueueFull))
    {
        Welcome = TextOf(faults, "welcome", edit.Welcome, before.Welcome),
        Joined = TextOf(faults, "joined", edit.Joined, before.Joined),
        BeforeInactivity = TextOf(faults, "beforeInactivity", edit.BeforeInactivity, before.BeforeInactivity),
        Goodbye = TextOf(faults, "goodbye", edit.Goodbye, before.Goodbye),
    };

    private static LocalizedText TextOf(Faults faults, string occasion, TextEdit? edit, LocalizedText before)
    {
        return new(In("es", edit?.Es ?? before.Es), In("en", edit?.En ?? before.En), In("pt", edit?.Pt ?? before.Pt));

        string In(string language, string text)
        {
            var field = $"texts.{occasion}.{language}";
            faults.Check(field, TypedText.CanBeSent(text), Fault.Of(FaultCode.Characters));
            faults.Check(field, text.Length <= LongestText, Fault.Of(FaultCode.Text, LongestText));
            return text;
        }
    }

    private static TextsEdit Shown(AutomaticTexts t) =>
        new(Shown(t.OutOfHours), Shown(t.QueueFull), Shown(t.Welcome), Shown(t.Joined), Shown(t.BeforeInactivity), Shown(t.Goodbye));

    private static TextEdit Shown(LocalizedText t) => new(t.Es, t.En, t.Pt);

    private static int Number(Faults faults, string field, int value, int from, int to)
    {
        faults.Check(field, value >= from && value <= to, Fault.Of(FaultCode.Number, from, to));
        return value;
    }

    private static T Word<T>(Faults faults, string field, string? word, T before)
        where T : struct, Enum
    {
        var known = Enum.GetValues<T>();
        var index = word is null ? -1 : Array.FindIndex(known, value => WordOf(value) == word);
        faults.Check(field, word is null || index >= 0, new Fault(FaultCode.OneOf, [string.Join(", ", known.Select(WordOf))]));
        return index >= 0 ? known[index] : before;
    }

    /// <summary>The wire name stands at the value itself, once.</summary>
    private static string WordOf<T>(T value)
        where T : struct, Enum => JsonSerializer.SerializeToElement(value).GetString()!;

    private static List<OpenInterval> Hours(Faults faults, IReadOnlyList<OpenHours> rows)
    {
        var intervals = new List<OpenInterval>();
        foreach (var row in rows.Take(MostRows))
        {
            var days = (row?.Days ?? []).Select(DayOf).ToList();
            if (days.Count is < 1 or > 7 || days.Contains(null) || MinuteOf(row!.From) is not { } from || MinuteOf(row.To) is not { } to || from > 1_439 || to < 1)
            {
                faults.Add("schedule", Fault.Of(FaultCode.Schedule, MostRows));
                continue;
            }

            intervals.Add(new OpenInterval([.. days.Select(day => day!.Value).Distinct().Order()], from, to));
        }

        faults.Check("schedule", rows.Count <= MostRows && !faults.Has("schedule"), Fault.Of(FaultCode.Schedule, MostRows));
        return intervals;
    }

    private static DayOfWeek? DayOf(string? day) =>
        Enum.GetValues<DayOfWeek>().Where(known => string.Equals(known.ToString(), day, StringComparison.OrdinalIgnoreCase)).Cast<DayOfWeek?>().FirstOrDefault();

    private static int? MinuteOf(string? time) =>
        time is { Length: 5 } && time[2] == ':' && int.TryParse(time.AsSpan(0, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var hour)
            && int.TryParse(time.AsSpan(3, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var minute) && minute < 60 && (hour < 24 || (hour == 24 && minute == 0))
            ? (hour * 60) + minute
            : null;

    private static OpenHours Shown(OpenInterval i) => new([.. i.Days.Select(day => day.ToString().ToLowerInvariant())], Clock(i.FromMinute), Clock(i.ToMinute));

    private static string Clock(int minute) => string.Create(CultureInfo.InvariantCulture, $"{minute / 60:00}:{minute % 60:00}");
}
