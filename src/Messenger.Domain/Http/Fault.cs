using System.Globalization;

namespace Messenger.Domain.Http;

/// <summary>What is wrong with one field: a word that a screen says in its person's language, with the figures that belong to it.</summary>
/// <param name="Code">One of <see cref="FaultCode"/>; stable.</param>
/// <param name="Args">In the order in which the code's sentence has them.</param>
public sealed record Fault(string Code, IReadOnlyList<string> Args)
{
    public static Fault Of(string code, params ReadOnlySpan<int> figures) => new(code, Written(figures));

    /// <summary>In English, as the API's problem details carry it.</summary>
    public override string ToString()
    {
        var sentence = FaultCode.Sentences.GetValueOrDefault(Code, Code);
        return string.Format(CultureInfo.InvariantCulture, sentence, [.. Args]);
    }

    private static string[] Written(ReadOnlySpan<int> figures)
    {
        var written = new string[figures.Length];
        for (var i = 0; i < figures.Length; i++)
        {
            written[i] = figures[i].ToString(CultureInfo.InvariantCulture);
        }

        return written;
    }
}

/// <summary>The words for what can be wrong with a field.</summary>
public static class FaultCode
{
    public const string Number = "number";
    public const string Length = "length";
    public const string Text = "text";
    public const string Characters = "characters";
    public const string PageAddress = "page-address";
    public const string ExternalAddress = "external-address";
    public const string Word = "word";
    public const string Icon = "icon";
    public const string OneOf = "one-of";
    public const string Zone = "zone";
    public const string Language = "language";
    public const string Schedule = "schedule";
    public const string Date = "date";
    public const string Entries = "entries";
    public const string EntryId = "entry-id";
    public const string Taken = "taken";
    public const string ShortcutTaken = "shortcut-taken";
    public const string Needed = "needed";
    public const string Unreadable = "unreadable";
    public const string NoUser = "no-user";
    public const string NoAgent = "no-agent";
    public const string Twice = "twice";
    public const string NoCampaign = "no-campaign";
    public const string NameDiffers = "name-differs";
    public const string NoParent = "no-parent";
    public const string Circle = "circle";
    public const string Depth = "depth";
    public const string UserName = "user-name";
    public const string SamePassword = "same-password";

    /// <summary>In English.</summary>
    public static readonly IReadOnlyDictionary<string, string> Sentences = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [Number] = "a whole number from {0} to {1}",
        [Length] = "{0} to {1} characters",
        [Text] = "at most {0} characters",
        [Characters] = "a text without characters that cannot be stored or sent",
        [PageAddress] = "the Page's name as Facebook shows it, not its address",
        [ExternalAddress] = "an address as in https://contact.example.com, without a query",
        [Word] = "1 to {0} characters without blanks and slashes",
        [Icon] = "a Material icon name, as in restaurant",
        [OneOf] = "one of {0}",
        [Zone] = "an IANA time zone, as in America/Montevideo",
        [Language] = "es, en or pt",
        [Schedule] = "rows of days (monday to sunday), from (00:00-23:59) and to (00:01-24:00); at most {0}",
        [Date] = "a date, yyyy-MM-dd",
        [Entries] = "at most {0} entries, none of them null",
        [EntryId] = "1 to {0} of a-z, 0-9 and -",
        [Taken] = "another one has it",
        [ShortcutTaken] = "another one has it in this language",
        [Needed] = "required",
        [Unreadable] = "cannot be read: a value of another kind belongs here",
        [NoUser] = "there is no user {0}",
        [NoAgent] = "{0} is no agent",
        [Twice] = "{0} stands here twice",
        [NoCampaign] = "there is no campaign {0}",
        [NameDiffers] = "the campaign's name, letter by letter",
        [NoParent] = "there is none with this id",
        [Circle] = "it belongs to itself",
        [Depth] = "at most {0} levels",
        [UserName] = "1 to {0} letters, digits and - . _ @ +, the first a letter or digit",
        [SamePassword] = "another one than before",
    };
}
