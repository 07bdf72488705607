namespace Messenger.Host.Composition;

/// <summary>
/// Loggers of the framework that write down what must never stand in a log: tokens in query strings, the arguments of hub calls.
/// No configuration opens them further than this; everything else may be set to Trace.
/// </summary>
internal static class LogFilters
{
    private static readonly (string Category, LogLevel Least)[] Held =
    [
        // Information has each request's query: the hub's access_token, the webhook's verify token.
        ("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning),

        // Debug has the arguments of each call: what agents write.
        ("Microsoft.AspNetCore.SignalR.Internal.DefaultHubDispatcher", LogLevel.Information),
    ];

    public static void AddMessengerLogFilters(this IServiceCollection services) => services.PostConfigure<LoggerFilterOptions>(options =>
    {
        // A rule that names its provider beats all that do not, so each of them gets its own.
        var providers = options.Rules.Select(rule => rule.ProviderName).Append(null).Distinct().ToArray();
        foreach (var (category, least) in Held)
        {
            foreach (var provider in providers)
            {
                var set = Strictest(options.Rules, category, provider) ?? least;
                Remove(options.Rules, category, provider);
                options.Rules.Add(new LoggerFilterRule(provider, category, set > least ? set : least, filter: null));
            }
        }
    });

    /// <summary>What somebody chose for exactly this category: more silence than ours stays.</summary>
    private static LogLevel? Strictest(IList<LoggerFilterRule> rules, string category, string? provider) =>
        rules.Where(rule => rule.ProviderName == provider && rule.CategoryName == category).Max(rule => rule.LogLevel);

    private static void Remove(IList<LoggerFilterRule> rules, string category, string? provider)
    {
        foreach (var rule in rules.Where(r => r.ProviderName == provider && r.CategoryName?.StartsWith(category, StringComparison.Ordinal) == true).ToArray())
        {
            rules.Remove(rule);
        }
    }
}
