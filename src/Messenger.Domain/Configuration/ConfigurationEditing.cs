using System.Globalization;
using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Http;

namespace Messenger.Domain.Configuration;

/// <summary>Turns what an administrator typed into settings, or says of each field what is wrong with it; the same on screen and in the API.</summary>
public static class ConfigurationEditing
{
    private const int MostHolidays = 500;
    private const int MostBreaks = 50;
    private const int MostDispositions = 200;
    private const int MostResponses = 500;
    private const int LongestName = 80;
    private const int LongestContact = 200;
    private const int LongestWord = 40;

    /// <summary>UTF-16 units: one message.</summary>
    private const int LongestText = 1_900;

    /// <param name="faults">Per field what is wrong, as <c>breaks[0].name</c>; empty = the settings can be saved.</param>
    public static GlobalSettings Apply(GlobalSettings settings, ConfigurationEdit edit, Faults faults) => settings with
    {
        NeedsVoice = edit.NeedsVoice ?? settings.NeedsVoice,
        Holidays = edit.Holidays is null ? settings.Holidays : HolidaysOf(edit.Holidays, faults),
        HolidayNames = HolidayNamesOf(edit, settings, faults),
        Breaks = Listed(edit.Breaks, settings.Breaks, "breaks", MostBreaks, e => (e.Id, e.Name), faults, (id, name, e, field) =>
            new BreakKind(id, name, Word(faults, field + ".icon", e.Icon, isIcon: true)) { Names = NamesOf(e.Names, field, faults) }),
        Dispositions = InLevels(
            Listed(edit.Dispositions, settings.Dispositions, "dispositions", MostDispositions, e => (e.Id, e.Name), faults, (id, name, e, field) =>
                new Disposition(id, name) { ParentId = string.IsNullOrWhiteSpace(e.ParentId) ? null : e.ParentId.Trim(), Names = NamesOf(e.Names, field, faults) }, namesAreUnique: false),
            edit.Dispositions is not null, faults),
        CannedResponses = Responses(edit.CannedResponses, settings.CannedResponses, faults),
        ExternalAddress = edit.ExternalAddress is null ? settings.ExternalAddress : AddressOf(edit.ExternalAddress.Trim(), faults),
        PasswordContact = edit.PasswordContact is null ? settings.PasswordContact : Contact(edit.PasswordContact.Trim(), faults),
    };

    private static string AddressOf(string text, Faults faults)
    {
        faults.Check("externalAddress", text.Length == 0 || ExternalAddress.Parse(text) is not null, Fault.Of(FaultCode.ExternalAddress));
        return text.Length == 0 ? "" : ExternalAddress.Parse(text)?.ToString().TrimEnd('/') ?? text;
    }

    private static string Contact(string text, Faults faults)
    {
        faults.Check("passwordContact", text.Length <= LongestContact && !text.Any(char.IsControl), Fault.Of(FaultCode.Text, LongestContact));
        return text;
    }

    private static List<DateOnly> HolidaysOf(IReadOnlyList<string> dates, Faults faults)
    {
        var days = new SortedSet<DateOnly>();
        for (var i = 0; i < dates.Count && i < MostHolidays; i++)
        {
            if (DateOnly.TryParseExact(dates[i], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                days.Add(day);
            }
            else
            {
                faults.Add($"holidays[{i}]", Fault.Of(FaultCode.Date));
            }
        }

        faults.Check("holidays", dates.Count <= MostHolidays, Fault.Of(FaultCode.Entries, MostHolidays));
        return [.. days];
    }

    private static IReadOnlyDictionary<string, string>? HolidayNamesOf(ConfigurationEdit edit, GlobalSettings before, Faults faults)
    {
        if (edit.Holidays is null && edit.HolidayNames is null)
        {
            return before.HolidayNames;
        }

        var days = (edit.Holidays ?? before.Holidays.Select(day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))).ToHashSet(StringComparer.Ordinal);
        var names = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (day, typed) in edit.HolidayNames ?? before.HolidayNames ?? new Dictionary<string, string>())
        {
            var name = typed?.Trim() ?? "";
            if (days.Contains(day) && name.Length > 0)
            {
                faults.Check($"holidayNames.{day}", TypedText.IsName(name, LongestName), Fault.Of(FaultCode.Text, LongestName));
                names[day] = name;
            }
        }

        return names.Count > 0 ? names : null;
    }

    private static LocalizedText? NamesOf(NamesEdit? edit, string field, Faults faults)
    {
        var names = new LocalizedText(edit?.Es?.Trim() ?? "", edit?.En?.Trim() ?? "", edit?.Pt?.Trim() ?? "");
        foreach (var (language, name) in new[] { ("es", names.Es), ("en", names.En), ("pt", names.Pt) })
        {
            faults.Check($"{field}.names.{language}", name.Length == 0 || TypedText.IsName(name, LongestName), Fault.Of(FaultCode.Text, LongestName));
        }

        return names == LocalizedText.Empty ? null : names;
    }

    /// <summary>Each belongs to one that is there, not to itself, and is no deeper than agents care to look.</summary>
    private static IReadOnlyList<Disposition> InLevels(IReadOnlyList<Disposition> all, bool isEdited, Faults faults)
    {
        var (byId, siblings) = (new Dictionary<string, Disposition>(StringComparer.Ordinal), new HashSet<(string?, string)>());
        foreach (var disposition in isEdited ? all : [])
        {
            byId.TryAdd(disposition.Id, disposition);
        }

        for (var i = 0; isEdited && i < all.Count; i++)
        {
            var field = string.Create(CultureInfo.InvariantCulture, $"dispositions[{i}]");
            faults.Check(field + ".name", siblings.Add((all[i].ParentId, all[i].Name.ToLowerInvariant())) || faults.Has(field + ".name"), Fault.Of(FaultCode.Taken));
            if (DispositionTree.WhatIsWrong(all[i], byId) is { } wrong)
            {
                faults.Add(field + ".parentId", wrong);
            }
        }

        return all;
    }

    /// <summary>The rule of every list of canned responses, the installation's and a campaign's.</summary>
    internal static IReadOnlyList<CannedResponse> Responses(
        IReadOnlyList<CannedResponseEdit>? edits, IReadOnlyList<CannedResponse> before, Faults faults)
    {
        var typed = new HashSet<(string, string?)>();
        return Listed(edits, before, "cannedResponses", MostResponses, e => (e.Id, e.Title), faults, (id, title, e, field) =>
        {
            var shortcut = Word(faults, field + ".shortcut", e.Shortcut, isIcon: false);
            faults.Check(field + ".shortcut", faults.Has(field + ".shortcut") || typed.Add((shortcut.ToLowerInvariant(), e.Language)), Fault.Of(FaultCode.ShortcutTaken));
            faults.Check(field + ".text", e.Text is { Length: >= 1 and <= LongestText } && e.Text.Any(c => !char.IsWhiteSpace(c)), Fault.Of(FaultCode.Length, 1, LongestText));
            faults.Check(field + ".text", faults.Has(field + ".text") || TypedText.CanBeSent(e.Text!), Fault.Of(FaultCode.Characters));
            faults.Check(field + ".language", e.Language is null or "es" or "en" or "pt", Fault.Of(FaultCode.Language));
            return new CannedResponse(id, title, shortcut, e.Text ?? "", e.Language);
        }, titleField: "title");
    }

    /// <summary>Each entry has an id and a name; whoever comes without an id gets one that nobody here has.</summary>
    private static IReadOnlyList<T> Listed<TEdit, T>(
        IReadOnlyList<TEdit>? edits, IReadOnlyList<T> before, string list, int most, Func<TEdit, (string? Id, string? Name)> named, Faults faults,
        Func<string, string, TEdit, string, T> make, string titleField = "name", bool namesAreUnique = true)
        where TEdit : class
    {
        if (edits is null)
        {
            return before;
        }

        faults.Check(list, edits.Count <= most && edits.All(e => e is not null), Fault.Of(FaultCode.Entries, most));
        if (faults.Has(list))
        {
            return before;
        }

        var taken = edits.Select(e => named(e).Id).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var (seen, entries) = (new HashSet<string>(StringComparer.Ordinal), new List<T>(edits.Count));
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < edits.Count; i++)
        {
            var field = string.Create(CultureInfo.InvariantCulture, $"{list}[{i}]");
            var (givenId, givenName) = named(edits[i]);
            var name = givenName?.Trim() ?? "";
            faults.Check($"{field}.{titleField}", TypedText.IsName(name, LongestName), Fault.Of(FaultCode.Length, 1, LongestName));
            faults.Check($"{field}.{titleField}", !namesAreUnique || names.Add(name) || faults.Has($"{field}.{titleField}"), Fault.Of(FaultCode.Taken));
            var id = givenId ?? EntryId.From(name, taken);
            faults.Check(field + ".id", EntryId.IsOne(id), Fault.Of(FaultCode.EntryId, EntryId.Longest));
            faults.Check(field + ".id", seen.Add(id) || faults.Has(field + ".id"), Fault.Of(FaultCode.Taken));
            entries.Add(make(id, name, edits[i], field));
        }

        return entries;
    }

    private static string Word(Faults faults, string field, string? given, bool isIcon)
    {
        var word = given?.Trim() ?? "";
        var holds = word.Length is >= 1 and <= LongestWord
            && (isIcon ? word.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_') : !word.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c == '/'));
        faults.Check(field, holds, isIcon ? Fault.Of(FaultCode.Icon) : Fault.Of(FaultCode.Word, LongestWord));
        return word;
    }
}
