using Messenger.Domain.Campaigns;
using Messenger.Domain.Conversations;
using Messenger.Domain.Shared;
using Orleans;

namespace Messenger.Domain.Explaining;

/// <summary>
/// What would happen to a customer who wrote to a campaign for the first time now, and why ("test this campaign", R27): decided by the
/// campaign's own rules upon its own state, and committed nowhere.
/// </summary>
/// <param name="Place">Where he would stand.</param>
/// <param name="Text">What the campaign would say to him by itself; null = nothing.</param>
/// <param name="DefaultLanguage">The campaign's own, where the customer's is not known.</param>
/// <param name="Steps">As they would be noted of him; empty where the campaign would keep nothing.</param>
[GenerateSerializer, Immutable]
public sealed record Rehearsal(
    [property: Id(0)] QueuePlace Place, [property: Id(1)] LocalizedText? Text, [property: Id(2)] string DefaultLanguage,
    [property: Id(3)] IReadOnlyList<Explained> Steps)
{
    private const string Nobody = "rehearsal";

    public static Rehearsal Of(CampaignState campaign, DateTimeOffset now)
    {
        var arrival = new CampaignCommand.Enqueue(Nobody, 1, QueueClass.Normal, now) { WindowUntil = now + WindowRules.Standard };
        var decision = CampaignRules.Decide(campaign, arrival, now);
        if (decision.Answer is not Answer.Placed placed)
        {
            throw new InvalidOperationException("A campaign has an answer for whoever arrives.");
        }

        var explanation = new CampaignExplanation(CampaignPast.Beginning(campaign.Id) with { At = now, State = campaign }, Nobody);
        explanation.Walk(1, now, decision.Facts);
        IEnumerable<Explained> steps = explanation.Now(now) is { } waits ? [.. explanation.Steps, waits] : explanation.Steps;
        return new Rehearsal(placed.Place, placed.Text, placed.DefaultLanguage, [.. steps]);
    }
}
