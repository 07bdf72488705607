using System.Net;
using System.Text.RegularExpressions;
using Messenger.Front.Tests.Product;

namespace Messenger.Front.Tests.Manual;

/// <summary>The users' manual as a reader gets it (R51).</summary>
[Collection(ProductCollection.Name)]
public sealed partial class ManualTests(SharedProduct shared)
{
    private static readonly string[] Languages = ["es", "en", "pt"];

    private readonly RunningProduct _product = shared.Running;

    private static string Docs => Path.Combine(Root(), "docs", "manual");

    private static string[] Chapters => [.. Directory.GetFiles(Path.Combine(Docs, "es"), "*.md").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    [Fact]
    public async Task Each_chapter_is_there_in_each_language_with_its_pictures_and_leads_only_to_what_exists()
    {
        var faults = new List<string>();
        foreach (var (language, chapter) in Languages.SelectMany(language => Chapters.Select(chapter => (language, chapter))))
        {
            using var reply = await _product.Product.GetAsync($"/manual/{language}/{chapter}", TestContext.Current.CancellationToken);
            if (reply.StatusCode != HttpStatusCode.OK)
            {
                faults.Add($"{language}/{chapter}: {reply.StatusCode}");
                continue;
            }

            var page = await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.Contains($"<html lang=\"{language}\">", page, StringComparison.Ordinal);
            Assert.Equal(Chapters.Length, ContentLine().Count(page));
            foreach (Match link in Linked().Matches(page))
            {
                var to = link.Groups[1].Value.Split('#')[0];
                using var linked = await _product.Product.GetAsync(to.StartsWith('/') ? to : $"/manual/{language}/{to}", TestContext.Current.CancellationToken);
                if (linked.StatusCode != HttpStatusCode.OK && !to.StartsWith("/css", StringComparison.Ordinal) && !to.StartsWith("/icon", StringComparison.Ordinal))
                {
                    faults.Add($"{language}/{chapter} leads to {to}: {linked.StatusCode}");
                }
            }
        }

        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
    }

    [Fact]
    public async Task The_question_mark_of_each_screen_opens_a_place_that_is_there_in_each_language()
    {
        var places = Directory.GetFiles(Path.Combine(Root(), "src", "Messenger.Console"), "*.razor", SearchOption.AllDirectories)
            .SelectMany(file => Helped().Matches(File.ReadAllText(file)).SelectMany(match => Quoted().Matches(match.Value).Select(quoted => quoted.Groups[1].Value)))
            .Distinct().ToArray();
        Assert.NotEmpty(places);
        foreach (var (place, language) in places.SelectMany(place => Languages.Select(language => (place, language))))
        {
            var (chapter, heading) = (place.Split('#')[0], place.Contains('#', StringComparison.Ordinal) ? place.Split('#')[1] : null);
            using var reply = await _product.Product.GetAsync($"/manual/{language}/{chapter}", TestContext.Current.CancellationToken);
            Assert.True(reply.StatusCode == HttpStatusCode.OK, $"{language}: there is no chapter {chapter}.");
            var page = await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.True(heading is null || page.Contains($"id=\"{heading}\"", StringComparison.Ordinal), $"{language}/{chapter} has no #{heading}.");
        }
    }

    [Theory]
    [InlineData("/manual/fr/start")]
    [InlineData("/manual/es/nada")]
    [InlineData("/manual/es/..%2f..%2fREADME")]
    [InlineData("/manual/images/..%2fes%2fstart.md")]
    [InlineData("/manual/images/none.png")]
    public async Task What_is_no_chapter_is_not_found(string path)
    {
        using var reply = await _product.Product.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, reply.StatusCode);
    }

    [Theory]
    [InlineData("pt-BR,pt;q=0.9,en;q=0.5", "pt")]
    [InlineData("fr,en;q=0.5", "en")]
    [InlineData("fr", "es")]
    [InlineData(null, "es")]
    public async Task Without_a_language_it_opens_in_the_readers(string? accepts, string language)
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = _product.Product.BaseAddress };
        if (accepts is not null)
        {
            client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(accepts);
        }

        using var reply = await client.GetAsync("/manual", TestContext.Current.CancellationToken);
        Assert.Equal($"/manual/{language}/start", reply.Headers.Location?.OriginalString);
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Orleans.Messenger.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The repository's root was not found.");
        }

        return folder;
    }

    [GeneratedRegex("<li><a href=")]
    private static partial Regex ContentLine();

    [GeneratedRegex("(?:href|src)=\"([^\"#][^\"]*)\"")]
    private static partial Regex Linked();

    [GeneratedRegex("(?:Help|Chapter)=\"(?:@\\([^\\n>]*?\\)|[a-z][a-z#-]*)\"")]
    private static partial Regex Helped();

    [GeneratedRegex("\"([a-z][a-z#-]*)\"")]
    private static partial Regex Quoted();
}
