using System.Globalization;
using System.Resources;
using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Explaining;
using Messenger.Domain.Http;

namespace Messenger.Front.Explaining;

/// <summary>What is said in the same words of what was and of what would be: the place in line, the choice, each member.</summary>
/// <param name="names">Display names by agent id; who is missing is called by his id.</param>
/// <param name="of">What stands before the key where it is said otherwise of this kind; where it is not, the plain key counts.</param>
internal sealed class WhySentences(IReadOnlyDictionary<string, string> names, CultureInfo language, string of = "")
{
    private const int MembersShown = 100;

    private static readonly ResourceManager Texts = new("Messenger.Front.Explaining.WhyTexts", typeof(WhySentences).Assembly);

    public static int LeftOut(IReadOnlyList<MemberVerdict> members) => Math.Max(0, members.Count - MembersShown);

    /// <param name="key">line, or line.now.</param>
    public string LineOf(string key, InLine line, DateTimeOffset at) =>
        (line.Place, line.Waiting) switch
        {
            (1, 1) => Say(key + ".only", Span(at - line.Since)),
            (1, _) => Say(key + ".first", line.Waiting, Span(at - line.Since)),
            _ => Say(key + ".nth", line.Place, line.Waiting, Span(at - line.Since)),
        } + (line.Returned ? " " + Say(key + ".returned") : "");

    /// <summary>Who goes before whom depends on how the campaign distributes (R9).</summary>
    public string ChoiceOf(Explained.Offered f)
    {
        if (f.Pulled)
        {
            return Say("choice.pull");
        }

        if (f.Because is { } because)
        {
            return Say("choice." + because, NameOf(f.AgentId)) + (f.ByName is { } by ? " " + Say("choice.by", by) : "");
        }

        if (!CampaignRules.Knows(f.RulesVersion))
        {
            return Say("choice.other-rules", f.RulesVersion);
        }

        var name = NameOf(f.AgentId);
        var could = f.Members.Count(m => m.Word is VerdictWord.Chosen or VerdictWord.NotInTurn or VerdictWord.SecondChoice);
        return could == 1 ? Say("choice.only", name) : Say("choice." + WordOf(f.Strategy.Distribution), name, f.Members.First(m => m.Word == VerdictWord.Chosen).Count ?? 0);
    }

    public IReadOnlyList<WhyMember> MembersOf(IReadOnlyList<MemberVerdict> members, Strategy strategy, DateTimeOffset at) =>
        [.. members.OrderBy(m => m.Word != VerdictWord.Chosen).Take(MembersShown).Select(m => new WhyMember(m.AgentId, NameOf(m.AgentId), m.Word, TextOf(m, strategy.Distribution, at)))];

    private string TextOf(MemberVerdict m, Distribution distribution, DateTimeOffset at) => m switch
    {
        { Word: VerdictWord.NotInTurn, LastAt: { } last } when distribution == Distribution.LeastRecent => Say("member.not-in-turn.leastrecent", Span(at - last)),
        { Word: VerdictWord.NotInTurn, Count: { } count } => Say("member.not-in-turn." + WordOf(distribution), count),
        { Word: VerdictWord.NotInTurn } when distribution == Distribution.Random => Say("member.not-in-turn.random"),
        { Word: RefusalReason.Full, Of: { } most } => Say("member.full", m.Count ?? 0, most),
        _ => Say("member." + m.Word),
    };

    public string NameOf(string agentId) => names.GetValueOrDefault(agentId, agentId);

    private static string WordOf(Distribution distribution) => System.Text.Json.JsonSerializer.SerializeToElement(distribution).GetString()!;

    private static string Span(TimeSpan span) => span.TotalHours >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{(long)span.TotalHours}:{span.Minutes:00}:{span.Seconds:00}")
        : string.Create(CultureInfo.InvariantCulture, $"{span.Minutes}:{span.Seconds:00}");

    public string? Find(string key) => Texts.GetString(key, language);

    public string Say(string key, params object[] values)
    {
        var text = Find(of + key) ?? Find(key) ?? throw new MissingManifestResourceException($"No text {key}.");
        return values.Length == 0 ? text : string.Format(language, text, values);
    }
}
