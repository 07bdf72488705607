using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Messenger.Simulator.Tests;

public sealed class PageTests
{
    [Fact]
    public async Task ThePageAndEverythingItLoadsIsServed()
    {
        await using var world = await World.Start();
        using var page = await world.Http.GetAsync("/");
        var html = await page.Content.ReadAsStringAsync();

        Assert.Equal("text/html", page.Content.Headers.ContentType!.MediaType);
        Assert.Contains("script-src 'self'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.All(
            ["new-customer", "new-customer-name", "new-customer-save", "compose", "send"],
            id => Assert.Contains($"data-testid=\"{id}\"", html, StringComparison.Ordinal));
        foreach (var file in new[] { "app.css", "app.js", "chat.js", "people.js", "theme.js", "words.js", "actions.js", "attach.js", "controls.js", "controls-words.js", "controls.css", "login.css", "favicon.svg" })
        {
            using var response = await world.Http.GetAsync("/" + file);
            Assert.Equal((file, HttpStatusCode.OK), (file, response.StatusCode));
        }
    }

    [Fact]
    public async Task TheApiDescribesItself()
    {
        await using var world = await World.Start();

        var paths = JsonNode.Parse(await world.Http.GetStringAsync("/openapi/v1.json"))!["paths"]!.AsObject();

        Assert.All(
            ["/control/customers", "/control/customers/{psid}/messages", "/control/customers/{psid}/read", "/control/pages", "/control/faults", "/control/raw", "/control/pages/{pageId}/inbox-message"],
            path => Assert.True(paths.ContainsKey(path), path));
    }

    [Fact]
    public async Task EveryControlCallStandsInTheDocumentWithAnExample()
    {
        await using var world = await World.Start();
        var document = await File.ReadAllTextAsync(Document());
        var paths = JsonNode.Parse(await world.Http.GetStringAsync("/openapi/v1.json"))!["paths"]!.AsObject().Select(p => p.Key).Where(p => p.StartsWith("/control/", StringComparison.Ordinal)).ToList();

        Assert.True(paths.Count >= 45, $"Only {paths.Count} paths are described.");
        Assert.All(paths, path =>
        {
            var customer = path.StartsWith("/control/customers/{psid}", StringComparison.Ordinal);
            var tail = customer ? path["/control/customers/{psid}".Length..] : path;
            var example = "(?:curl [^#\n]*)" + (customer ? @"\$P" : @"\$S") + Regex.Replace(Regex.Escape(tail), @"\\\{[^}]+}", @"[^ /""?]+") + @"(?:[ ""?\n])";
            Assert.Matches(example, document);
        });
    }

    private static string Document()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Orleans.Messenger.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("No Orleans.Messenger.sln above the tests.");
        }

        return Path.Combine(folder.FullName, "docs", "simulator.md");
    }

    [Fact]
    public async Task LiveEventsReachAnOpenPageAndEndWithTheSimulator()
    {
        await using var world = await World.Start();
        var psid = await world.Customer();
        using var stream = new StreamReader(await world.Http.GetStreamAsync("/control/events"));
        Assert.Equal("event: ready", await stream.ReadLineAsync(TestContext.Current.CancellationToken));
        await world.Writes(psid, "<b>hola</b>");

        var seen = new List<string>();
        while (!seen.Any(l => l.Contains("\"delivered\":true", StringComparison.Ordinal)))
        {
            seen.Add(await stream.ReadLineAsync(TestContext.Current.CancellationToken) ?? throw new EndOfStreamException(string.Join('\n', seen)));
        }

        Assert.Contains("event: message", seen);
        Assert.Contains("event: customer", seen);
        await world.Stop();
        await stream.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("Host", "evil.example")]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    public async Task OtherSitesAreKeptOut(string header, string value)
    {
        await using var world = await World.Start();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/control/pages");
        request.Headers.TryAddWithoutValidation(header, value);

        using var response = await world.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Theory]
    [InlineData("http://0.0.0.0:5081")]
    [InlineData("http://192.168.1.5:5081")]
    [InlineData("http://*:5081")]
    [InlineData("https://localhost:5081")]
    [InlineData("")]
    public void OnlyLoopbackIsListenedOn(string url) =>
        Assert.Contains("Simulator:Url", Assert.Throws<ArgumentException>(() => SimulatorApplication.Build(new SimulatorOptions { Url = url })).Message, StringComparison.Ordinal);
}
