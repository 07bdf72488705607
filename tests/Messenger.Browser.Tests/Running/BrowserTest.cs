using System.Collections.Concurrent;
using Messenger.Browser.Tests.Screens;

namespace Messenger.Browser.Tests.Running;

/// <summary>
/// One test: a browser profile of its own, an empty floor, and after a failure pictures of every tab with what they logged.
/// A page that broke inside fails the test even when nothing looked wrong.
/// </summary>
public abstract class BrowserTest(Product product, Chromium chromium) : IAsyncLifetime
{
    private readonly ConcurrentQueue<string> _log = new();
    private readonly ConcurrentQueue<string> _faults = new();
    private readonly List<IBrowserContext> _profiles = [];
    private IBrowserContext? _profile;

    protected Product Product => product;

    protected Floor Floor => product.Floor;

    protected IBrowserContext Profile => _profile!;

    public async ValueTask InitializeAsync()
    {
        await FirstVisit();
        await Floor.Clear();
        _profile = await NewProfile();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (TestContext.Current.TestState?.Result == TestResult.Failed)
        {
            await Save();
        }

        foreach (var profile in _profiles)
        {
            await profile.CloseAsync();
        }

        Assert.True(_faults.IsEmpty, string.Join(Environment.NewLine, _faults));
    }

    /// <summary>A browser profile: nothing stored, a viewport, a language of the browser and its theme.</summary>
    protected async Task<IBrowserContext> NewProfile(int width = 1280, int height = 800, string locale = "es-UY", ColorScheme theme = ColorScheme.Light)
    {
        var profile = await chromium.Browser.NewContextAsync(new()
        {
            BaseURL = product.Address.ToString(),
            ViewportSize = new() { Width = width, Height = height },
            Locale = locale,
            TimezoneId = "America/Montevideo",
            ColorScheme = theme,
            ReducedMotion = ReducedMotion.Reduce,
        });
        profile.SetDefaultTimeout(45_000);
        profile.Page += (_, page) => Watch(page);
        _profiles.Add(profile);
        return profile;
    }

    /// <summary>A tab in which this demo person has just signed in.</summary>
    protected async Task<IPage> SignedIn(string userName, IBrowserContext? profile = null)
    {
        var page = await (profile ?? Profile).NewPageAsync();
        await page.GotoAsync("sign-in?as=" + userName);
        return page;
    }

    protected async Task<DeskScreen> Desk(string userName = "ana", IBrowserContext? profile = null)
    {
        var desk = new DeskScreen(await SignedIn(userName, profile));
        await desk.IsInSync();
        return desk;
    }

    protected async Task<BoardScreen> Board(IBrowserContext? profile = null)
    {
        var board = new BoardScreen(await SignedIn("sofia", profile));
        await board.IsInSync();
        return board;
    }

    /// <summary>The customers' page, on one customer's phone when a PSID is given.</summary>
    protected async Task<CustomersScreen> Phones(string? psid = null, IBrowserContext? profile = null)
    {
        var page = await (profile ?? Profile).NewPageAsync();
        await page.GotoAsync($"{product.Customers}#/{Floor.Page}/{psid}");
        return new CustomersScreen(page);
    }

    /// <summary>The language in which this profile's tabs open, as if it had been chosen in it before; choosing it is <see cref="LanguageTests"/>' matter.</summary>
    protected static Task Speaks(IBrowserContext profile, string language) => profile.AddInitScriptAsync(
        $"try {{ localStorage.getItem('messenger.language') ?? localStorage.setItem('messenger.language', '{language}'); }} catch {{ }}");

    /// <summary>What stands out of the window to its right or left.</summary>
    protected static Task<string[]> OutOfView(IPage page) => page.EvaluateAsync<string[]>("""
        () => [...document.querySelectorAll('.frame button, .frame h2, .frame p, .frame time, .frame select, .frame label, .frame .mark')]
          .filter(e => e.offsetParent && !e.closest('.sr-only'))
          .filter(e => { const box = e.getBoundingClientRect(); return box.width > 1 && (box.right > innerWidth + 0.5 || box.left < -0.5); })
          .map(e => `${e.tagName} ${e.className} ${e.textContent.trim().slice(0, 40)}`)
        """);

    /// <summary>The open editor's checklist has nothing red: the Page of a product that has just started is looked at within some seconds.</summary>
    protected static async Task Complete(IPage editor)
    {
        var card = editor.GetByTestId("ready-card");
        for (var patience = DateTimeOffset.UtcNow.AddSeconds(120); await card.GetAttributeAsync("data-complete") != "true"; await Task.Delay(200))
        {
            Assert.True(DateTimeOffset.UtcNow < patience, "The checklist stays red.");
            await editor.GetByTestId("check-again").ClickAsync();
        }
    }

    /// <summary>A picture for a person who wants to look, with MESSENGER_LOOK=1.</summary>
    protected static async Task Look(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("MESSENGER_LOOK") == "1")
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(Directory.CreateDirectory(Folders.Looks).FullName, name + ".png") });
        }
    }

    /// <summary>Pictured for who wants to look, and nothing of it stands out of view; what axe finds.</summary>
    protected static async Task<IEnumerable<string>> Seen(IPage page, ColorScheme theme, string name)
    {
        await Look(page, name);
        Assert.Empty(await OutOfView(page));
        return await Axe.Findings(theme, name, page);
    }

    /// <summary>
    /// The first page a product ever serves is compiled while it is asked for, on a machine that may be busy starting the next product:
    /// that minute belongs to the start, and no test is measured by it.
    /// </summary>
    private async Task FirstVisit()
    {
        if (product.Visited)
        {
            return;
        }

        var visitor = await NewProfile();
        var page = await SignedIn("ana", visitor);
        await Expect(page.GetByTestId("sync-indicator")).ToHaveAttributeAsync("data-state", "in-sync", new() { Timeout = 120_000 });
        await visitor.CloseAsync();
        product.Visited = true;
    }

    private void Watch(IPage page)
    {
        page.Console += (_, message) =>
        {
            _log.Enqueue($"{page.Url} {message.Type}: {message.Text}");
            if (message.Text.Contains("Unhandled exception", StringComparison.OrdinalIgnoreCase))
            {
                _faults.Enqueue(message.Text);
            }
        };
        page.PageError += (_, error) => _faults.Enqueue($"{page.Url}: {error}");
    }

    private async Task Save()
    {
        var name = string.Concat(TestContext.Current.Test!.TestDisplayName.Split('.')[^1].Select(c => char.IsLetterOrDigit(c) ? c : '-'));
        var folder = Directory.CreateDirectory(Path.Combine(Folders.Failures, $"{GetType().Name}-{name[..Math.Min(80, name.Length)]}")).FullName;
        var number = 0;
        foreach (var page in _profiles.SelectMany(profile => profile.Pages))
        {
            number++;
            try
            {
                await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"tab-{number}.png"), Timeout = 10_000 });
            }
            catch (Exception e) when (e is PlaywrightException or TimeoutException)
            {
                _log.Enqueue($"No picture of tab {number}: {e.Message}");
            }
        }

        await File.WriteAllLinesAsync(Path.Combine(folder, "console.log"), [.. _log, .. _faults]);
        await File.WriteAllTextAsync(Path.Combine(folder, "product.log"), product.Output);
    }
}
