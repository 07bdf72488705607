using System.Globalization;
using System.Net;
using System.Resources;
using System.Security.Cryptography;
using System.Text;
using Messenger.Storage.Callbacks;

namespace Messenger.Front.Callbacks;

/// <summary>The HTML of the page of a request for deletion. It needs no script, no file and nothing of the console.</summary>
internal static class DeletionPage
{
    private const string Style = """
        :root{color-scheme:light dark}
        body{margin:0;background:light-dark(#f3f5f8,#11161c);color:light-dark(#17212b,#e6ebf0);font:1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
        main{max-width:40rem;margin:0 auto;padding:2.5rem 1.25rem}
        h1{font-size:1.5rem;line-height:1.25;margin:0 0 1.25rem}
        h2{font-size:1.0625rem;margin:1.75rem 0 .375rem}
        p{margin:0 0 .75rem}
        dl{display:grid;grid-template-columns:max-content 1fr;gap:.375rem 1.25rem;margin:0}
        dt{color:light-dark(#4f5d6c,#a5b2bf)}
        dd{margin:0;overflow-wrap:anywhere}
        .done{color:light-dark(#146c3c,#6fcf97);font-weight:600}
        @media(max-width:30rem){dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:.625rem}}
        """;

    private static readonly ResourceManager Texts = new("Messenger.Front.Callbacks.DeletionTexts", typeof(DeletionPage).Assembly);

    /// <summary>The page may do nothing but look as it does: its one style is named by its hash.</summary>
    public static string Policy { get; } =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static string Of(DeletionRequest request, string code, CultureInfo language)
    {
        var rows = new StringBuilder();
        Row(rows, Text("State", language), $"""<span class="done">{Text("Done", language)}</span>""");
        Row(rows, Text("AskedAt", language), Moment(request.IssuedAt ?? request.ReceivedAt, language));
        Row(rows, Text("ReceivedAt", language), Moment(request.ReceivedAt, language));
        Row(rows, Text("Code", language), $"<code>{WebUtility.HtmlEncode(code)}</code>");
        return Frame(language, "Title", $"""
            <p>{Text("Lead", language)}</p>
            <dl>{rows}</dl>
            <h2>{Text("Deleted", language)}</h2><p>{Text("Deleted.Text", language)}</p>
            <h2>{Text("Kept", language)}</h2><p>{Text("Kept.Text", language)}</p>
            <h2>{Text("Customers", language)}</h2><p>{Text("Customers.Text", language)}</p>
            """);
    }

    public static string Unknown(CultureInfo language) => Frame(language, "Unknown", $"<p>{Text("Unknown.Text", language)}</p>");

    public static string Unavailable(CultureInfo language) => Frame(language, "Unavailable", $"<p>{Text("Unavailable.Text", language)}</p>");

    private static void Row(StringBuilder rows, string name, string value) => rows.Append(CultureInfo.InvariantCulture, $"<dt>{name}</dt><dd>{value}</dd>");

    private static string Moment(DateTimeOffset at, CultureInfo language) =>
        string.Create(CultureInfo.InvariantCulture, $"""<time datetime="{at.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}">{WebUtility.HtmlEncode(at.UtcDateTime.ToString("f", language))} UTC</time>""");

    private static string Frame(CultureInfo language, string title, string body) => $"""
        <!DOCTYPE html>
        <html lang="{language.Name}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex, nofollow">
        <title>{Text(title, language)}</title><style>{Style}</style></head>
        <body><main><h1>{Text(title, language)}</h1>{body}</main></body></html>
        """;

    private static string Text(string name, CultureInfo language) => WebUtility.HtmlEncode(Texts.GetString(name, language)!);
}
