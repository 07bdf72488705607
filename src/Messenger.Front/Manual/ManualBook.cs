using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Messenger.Front.Manual;

/// <summary>The users' manual (docs/manual), carried inside the program so that it always is the one of this version (R51).</summary>
internal sealed class ManualBook
{
    private static readonly string[] Languages = ["es", "en", "pt"];

    /// <summary>In the order of reading.</summary>
    private static readonly string[] Order =
        ["start", "setup", "facebook-page", "facebook-app", "campaigns", "members", "voice", "users", "canned", "dispositions", "breaks", "holidays", "blocklist", "audit"];

    // Raw HTML is never taken over, whoever wrote the chapter.
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().UseGenericAttributes().UseAutoIdentifiers().Build();

    private readonly ConcurrentDictionary<(string Language, string Chapter), string?> _pages = new();

    public static bool Speaks(string language) => Languages.Contains(language, StringComparer.Ordinal);

    /// <summary>A chapter as a page; null = there is none.</summary>
    public string? Page(string language, string chapter) =>
        Speaks(language) && Order.Contains(chapter, StringComparer.Ordinal) ? _pages.GetOrAdd((language, chapter), key => Render(key.Language, key.Chapter)) : null;

    /// <summary>A picture; null = there is none.</summary>
    public static Stream? Picture(string file) => Resource("images/" + file);

    private static string? Render(string language, string chapter)
    {
        if (Text(language, chapter) is not { } text)
        {
            return null;
        }

        var contents = new StringBuilder();
        foreach (var known in Order)
        {
            var current = known == chapter ? " aria-current=\"page\"" : "";
            contents.Append(CultureInfo.InvariantCulture, $"<li><a href=\"{known}\"{current}>{WebUtility.HtmlEncode(TitleOf(language, known))}</a></li>");
        }

        return $"""
            <!DOCTYPE html>
            <html lang="{language}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{WebUtility.HtmlEncode(TitleOf(language, chapter))} · Messenger</title>
            <link rel="icon" type="image/svg+xml" href="/icon.svg">
            <link rel="stylesheet" href="/css/manual.css">
            </head>
            <body>
            <nav aria-label="{WebUtility.HtmlEncode(NameOf(language))}"><strong>{WebUtility.HtmlEncode(NameOf(language))}</strong><ol>{contents}</ol></nav>
            <main>
            {Markdown.ToHtml(text, Pipeline)}
            </main>
            </body>
            </html>
            """;
    }

    private static string TitleOf(string language, string chapter) =>
        Text(language, chapter) is { } text && Markdown.Parse(text, Pipeline).OfType<HeadingBlock>().FirstOrDefault() is { Inline: { } inline }
            ? string.Concat(inline.Descendants<LiteralInline>())
            : chapter;

    private static string NameOf(string language) => language switch
    {
        "en" => "Messenger manual",
        "pt" => "Manual do Messenger",
        _ => "Manual de Messenger",
    };

    private static string? Text(string language, string chapter)
    {
        using var stream = Resource($"{language}/{chapter}.md");
        if (stream is null)
        {
            return null;
        }

        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static Stream? Resource(string path) => typeof(ManualBook).Assembly.GetManifestResourceStream("manual/" + path);
}
