namespace Messenger.Browser.Tests.Running;

/// <summary>Chromium with its pop-up blocker on, as people have it: the one without windows has none.</summary>
public sealed class BlockingChromium : Chromium
{
    protected override BrowserTypeLaunchOptions Options(string[] arguments) => new()
    {
        ExecutablePath = "/usr/bin/chromium",
        Args = ["--headless=new", .. arguments],
        IgnoreDefaultArgs = ["--disable-popup-blocking", "--headless", "--headless=old"],
    };
}
