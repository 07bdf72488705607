using System.Globalization;
using CsvHelper;

namespace Messenger.Front;

/// <summary>How every export writes CSV.</summary>
internal static class CsvFormat
{
    public static readonly CsvWriterOptions Options = new()
    {
        // A text that begins like a formula would be run by a spreadsheet.
        Injection = CsvInjection.Escape,
        WriteByteOrderMark = true,
        FormatProvider = CultureInfo.InvariantCulture,
    };
}
