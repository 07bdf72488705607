[assembly: AssemblyFixture(typeof(Messenger.Browser.Tests.Running.Chromium))]

namespace Messenger.Browser.Tests.Running;

/// <summary>The browser of the whole run.</summary>
public class Chromium : IAsyncLifetime
{
    /// <summary>Chromium without windows where it is installed: each profile costs it a fifth less.</summary>
    private const string WithoutWindows = "/usr/bin/chromium-headless-shell";

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public IBrowser Browser => _browser!;

    private static string Program =>
        Environment.GetEnvironmentVariable("CHROMIUM_PATH") is { Length: > 0 } path ? path : File.Exists(WithoutWindows) ? WithoutWindows : "/usr/bin/chromium";

    public async ValueTask InitializeAsync()
    {
        // A loaded machine is slow, not wrong.
        SetDefaultExpectTimeout(45_000);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(Options(
        [
            "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
            // Tabs side by side, as on a desk with two windows: none is slowed down for being behind another.
            "--disable-renderer-backgrounding", "--disable-background-timer-throttling",
        ]));
    }

    protected virtual BrowserTypeLaunchOptions Options(string[] arguments) => new() { ExecutablePath = Program, Args = arguments };

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.CloseAsync();
        }

        _playwright?.Dispose();
        GC.SuppressFinalize(this);
    }
}
