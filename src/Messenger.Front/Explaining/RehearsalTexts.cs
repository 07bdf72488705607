using System.Globalization;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Explaining;
using Messenger.Domain.Http;
using Messenger.Storage.Campaigns;
using Messenger.Storage.Explaining;

namespace Messenger.Front.Explaining;

/// <summary>What would happen, as sentences of one language.</summary>
/// <param name="token">One of <see cref="TokenWord"/>.</param>
internal sealed class RehearsalTexts(CampaignRow campaign, string token, ExplainedRehearsal explained, CultureInfo language)
{
    private readonly WhySentences _say = new(explained.Names, language, "test.");

    public CampaignTestView View(DateTimeOffset now)
    {
        if (campaign.Settings.PageId is null || token == TokenWord.None)
        {
            return new CampaignTestView([Step(now, "no-page", _say.Say("no-page"))]);
        }

        var rehearsal = explained.Rehearsal;
        List<WhyStep> steps = [.. rehearsal.Place == QueuePlace.Refused ? [Step(now, "refused", _say.Say("refused"))] : rehearsal.Steps.Select(Of)];
        if (rehearsal.Text?.In(language.TwoLetterISOLanguageName, rehearsal.DefaultLanguage) is { } text)
        {
            steps.Insert(1, Step(now, "text", _say.Say("text", text)));
        }

        if (token == TokenWord.Invalid)
        {
            steps.Add(Step(now, "token-invalid", _say.Say("token-invalid")));
        }

        return new CampaignTestView(steps);
    }

    private WhyStep Of(Explained step) => step switch
    {
        Explained.Placed f => Step(f.At, f.Place, _say.Say(f.Place)),
        Explained.Offered f => Step(f.At, "offered", _say.Say("offered", _say.NameOf(f.AgentId))) with
        {
            AgentId = f.AgentId,
            Notes = [_say.ChoiceOf(f)],
            Members = _say.MembersOf(f.Members, f.Strategy, f.At),
            MembersLeftOut = WhySentences.LeftOut(f.Members),
        },
        Explained.Waits f => Step(f.At, "waits", _say.Say(f.Strategy.IsPull ? "waits.pull" : "waits")) with
        {
            Notes = [PlaceOf(f.Line), .. f.Members.Count == 0 ? [_say.Say("nobody")] : Array.Empty<string>()],
            Members = _say.MembersOf(f.Members, f.Strategy, f.At),
            MembersLeftOut = WhySentences.LeftOut(f.Members),
        },
        _ => throw new NotSupportedException($"{step.GetType().Name} cannot come of an arrival alone."),
    };

    private string PlaceOf(InLine line) => line.Waiting == 1 ? _say.Say("line.only") : _say.Say("line.nth", line.Place, line.Waiting);

    private WhyStep Step(DateTimeOffset at, string kind, string text) => new(at, kind, text, campaign.Id, campaign.Settings.Name);
}
