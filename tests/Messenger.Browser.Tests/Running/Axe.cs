using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

namespace Messenger.Browser.Tests.Running;

/// <summary>What axe finds on a page.</summary>
internal static class Axe
{
    public static async Task<IEnumerable<string>> Findings(ColorScheme theme, string name, IPage page)
    {
        // What a theme can break is its colours; everything else is the same page.
        var options = theme == ColorScheme.Dark ? new AxeRunOptions { RunOnly = new() { Type = "rule", Values = ["color-contrast"] } } : null;
        return (await page.RunAxe(options)).Violations.Select(v =>
            $"{name}: {v.Id} ({v.Impact}): {v.Help}: {string.Join(" | ", v.Nodes.Take(4).Select(n => n.Html))}");
    }
}
