using System.Globalization;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Conversations;
using Messenger.Domain.Explaining;
using Messenger.Domain.Http;
using Messenger.Storage.Explaining;

namespace Messenger.Front.Explaining;

/// <summary>Reasons as sentences of one language.</summary>
internal sealed class WhyTexts(ExplainedInteraction explained, CultureInfo language)
{
    private readonly WhySentences _say = new(explained.Names, language);

    public WhyView View(DateTimeOffset now)
    {
        var i = explained.Interaction;
        var steps = explained.Campaigns.SelectMany(campaign => campaign.Steps.Select(step => Of(campaign, step))).OrderBy(step => step.At).ToList();
        return new WhyView(i.Id, i.CustomerName, steps.Count > 0 ? steps : [Unknown(i, now)]);
    }

    /// <summary>Its campaign kept nothing: it has not heard of it yet, or did not take it.</summary>
    private WhyStep Unknown(RecordingItem i, DateTimeOffset now) =>
        new(i.EndedAt ?? now, "unknown", _say.Say(i switch { { EndReason: EndReason.QueueFull } => "unknown.queue-full", { EndedAt: not null } => "unknown.ended", _ => "unknown" }), i.CampaignId, i.CampaignName);

    private WhyStep Of(ExplainedCampaign campaign, Explained step)
    {
        WhyStep Step(string kind, string text) => new(step.At, kind, text, campaign.Id, campaign.Name);
        return step switch
        {
            Explained.Placed f => Step(f.Place, _say.Say(f is { Place: StandWord.Queued, Returned: true } ? "queued.returned" : f.Place)),
            Explained.Offered f => Step(f.Pulled ? "pulled" : "offered", _say.Say(f.Pulled ? "pulled" : "offered", _say.NameOf(f.AgentId))) with
            {
                Lease = f.Lease,
                AgentId = f.AgentId,
                Notes = f.Because is OfferReason.Directed or OfferReason.Assigned ? [_say.ChoiceOf(f)] : [_say.LineOf("line", f.Line, f.At), _say.ChoiceOf(f)],
                Members = _say.MembersOf(f.Members, f.Strategy, f.At),
                MembersLeftOut = WhySentences.LeftOut(f.Members),
            },
            Explained.OfferEnded f => Step(f.Result, EndOf(f)) with { Lease = f.Lease, AgentId = f.AgentId, Reason = f.Reason },
            Explained.Left => Step("left", _say.Say("left")),
            Explained.Waits f => Step("waits", _say.Say("waits")) with
            {
                Notes = [_say.LineOf("line.now", f.Line, f.At), .. f.Strategy.IsPull ? [_say.Say("choice.pull")] : f.Members.Count == 0 ? [_say.Say("nobody")] : Array.Empty<string>()],
                Members = _say.MembersOf(f.Members, f.Strategy, f.At),
                MembersLeftOut = WhySentences.LeftOut(f.Members),
            },
            _ => throw new NotSupportedException($"No sentence for {step.GetType().Name}."),
        };
    }

    private string EndOf(Explained.OfferEnded f) => f.Reason is { } reason
        ? _say.Say(f.Result, _say.NameOf(f.AgentId)) + " " + (_say.Find("refusal." + reason) ?? _say.Say("refusal.other"))
        : _say.Say(f.Result, _say.NameOf(f.AgentId));
}
