using System.Globalization;
using Messenger.Domain.Http;

namespace Messenger.Console.Administration.Words;

/// <summary>A day on which no campaign opens.</summary>
/// <param name="Date">yyyy-MM-dd; empty = not chosen yet.</param>
public sealed record HolidayEntry(string Id, string Date, string Name);

/// <summary>The holidays, by date.</summary>
public sealed class HolidaysForm(WordsApi api) : EntriesForm<HolidayEntry>(api, WordsJson.Default.HolidayEntry)
{
    public override string List => "holidays";

    public override string NameOf(HolidayEntry item) => item.Name.Length > 0 ? $"{Say(item.Date)} · {item.Name}" : Say(item.Date);

    public override bool IsWrong(int index) => base.IsWrong(index) || State[NameField(index)] is not null;

    public static string DateField(int index) => FormattableString.Invariant($"holidays[{index}]");

    public string NameField(int index) => "holidayNames." + Items[index].Date;

    /// <summary>The year it stands under; null = it has no date yet.</summary>
    public string? YearOf(int index) => Items[index].Date is { Length: 10 } date ? date[..4] : null;

    /// <summary>By date again; where this one stands then.</summary>
    public int Sorted(int index)
    {
        var entry = Items[index];
        Items.Sort((a, b) => (a.Date.Length == 0, a.Date).CompareTo((b.Date.Length == 0, b.Date)));
        State.Edit(List);
        return Items.IndexOf(entry);
    }

    public static string Say(string date) =>
        DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day.ToString("dddd d MMMM", CultureInfo.CurrentCulture) : date;

    protected override string IdOf(HolidayEntry item) => item.Id;

    protected override HolidayEntry With(HolidayEntry item, Func<string, string> id) => item;

    protected override HolidayEntry New(string id) => new(id, "", "");

    protected override IEnumerable<HolidayEntry> From(ConfigurationView view) => view.Holidays
        .Select(day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)).Select(date => new HolidayEntry(date, date, view.HolidayNames.GetValueOrDefault(date, "")));

    protected override ConfigurationEdit Edit(IReadOnlyList<HolidayEntry> items) => new(Holidays: [.. items.Select(h => h.Date)])
    {
        HolidayNames = items.Where(h => h.Name.Length > 0).DistinctBy(h => h.Date, StringComparer.Ordinal).ToDictionary(h => h.Date, h => h.Name, StringComparer.Ordinal),
    };

    /// <summary>The server would take the same day twice for once; here somebody meant another.</summary>
    protected override Faults Check()
    {
        var (faults, seen) = (base.Check(), new HashSet<string>(StringComparer.Ordinal));
        for (var i = 0; i < Items.Count; i++)
        {
            faults.Check(DateField(i), seen.Add(Items[i].Date) || faults.Has(DateField(i)), Fault.Of(FaultCode.Taken));
        }

        return faults;
    }
}
