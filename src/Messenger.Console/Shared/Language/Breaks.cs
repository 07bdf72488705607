using Messenger.Console.Agent;
using Messenger.Domain.Configuration;
using Messenger.Domain.Hubs;
using Microsoft.Extensions.Localization;

namespace Messenger.Console.Shared.Language;

/// <summary>Names of breaks: an administrator's as he wrote them, the product's own in the person's language.</summary>
public static class Breaks
{
    /// <summary>The system break of who did not respond in time (R41).</summary>
    public static bool IsNoAnswer(BreakView? rest) => rest?.Id == Domain.Agents.BreakKind.NoAnswer.Id;

    public static string Say(this IStringLocalizer<Texts> texts, BreakView rest) => IsNoAnswer(rest) ? texts["Break.no-answer"] : rest.In(Languages.Current);

    public static string Say(this IStringLocalizer<Texts> texts, AgentStatus status) =>
        status.Break is { } rest ? texts[status.TextKey, texts.Say(rest)] : texts[status.TextKey];
}
