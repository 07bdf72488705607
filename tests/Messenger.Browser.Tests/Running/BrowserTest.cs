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
        profile.SetDefaultTimeout(30_000);
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

    /// <summary>A picture for a person who wants to look, with MESSENGER_LOOK=1.</summary>
    protected static async Task Look(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("MESSENGER_LOOK") == "1")
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(Directory.CreateDirectory(Folders.Looks).FullName, name + ".png") });
        }
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
