using Messenger.Domain.Campaigns;

namespace Messenger.Domain.Explaining;

/// <summary>
/// Walks a campaign's facts and notes what it did about one interaction, and why: at each offer, what was known of each member at that
/// very fact. Nothing of it is stored; the journal is enough.
/// </summary>
/// <param name="from">Any moment before the campaign had heard of it.</param>
public sealed class CampaignExplanation(CampaignPast from, string interactionId)
{
    private readonly List<Explained> _steps = [];
    private readonly HashSet<long> _leases = [];

    /// <summary>What was walked so far comes to.</summary>
    public CampaignPast Past { get; private set; } = from;

    public IReadOnlyList<Explained> Steps => _steps;

    /// <summary>It was here, is here no more, and no offer of it is open.</summary>
    public bool IsOver => _steps.Count > 0 && !Past.State.Entries.ContainsKey(interactionId) && !_leases.Any(Past.State.Offers.ContainsKey);

    public void Walk(long version, DateTimeOffset at, IReadOnlyList<CampaignFact> facts)
    {
        foreach (var fact in facts)
        {
            var before = Past;
            Past = Past.After(fact, at);
            Note(before, fact, at);
        }

        Past = Past with { Version = version, At = at };
    }

    /// <summary>Why it is offered to nobody now; null when it does not wait in the queue.</summary>
    public Explained.Waits? Now(DateTimeOffset now) => Past.State.Entries.GetValueOrDefault(interactionId) is { Stage: EntryStage.Waiting } entry
        ? new Explained.Waits(now, PlaceOf(Past.State, entry), Past.State.Settings.Strategy, Verdicts.Of(Past, null))
        : null;

    private void Note(CampaignPast before, CampaignFact fact, DateTimeOffset at)
    {
        switch (fact)
        {
            case CampaignFact.Offered f when f.InteractionId == interactionId:
                _leases.Add(f.Lease);
                _steps.Add(new Explained.Offered(
                    at, f.Lease, f.AgentId, f.Pulled, f.RulesVersion, PlaceOf(before.State, before.State.Entries[interactionId]), before.State.Settings.Strategy,
                    Verdicts.Of(before, f.AgentId))
                {
                    Because = f.Because,
                    ByName = f.By?.DisplayName,
                });
                return;
            // That it stands in line again goes without saying.
            case CampaignFact.OfferRefused f when _leases.Contains(f.Lease):
                Ended(before, f.Lease, at, OfferWord.Refused, f.Reason);
                return;
            case CampaignFact.OfferReturned f when _leases.Contains(f.Lease):
                Ended(before, f.Lease, at, OfferWord.Returned);
                return;
            case CampaignFact.OfferGone f when _leases.Contains(f.Lease):
                Ended(before, f.Lease, at, OfferWord.Gone);
                break;
            case CampaignFact.Assigned f when _leases.Contains(f.Lease):
                Ended(before, f.Lease, at, OfferWord.Assigned);
                break;
        }

        Moved(before.State.Entries.GetValueOrDefault(interactionId), Past.State.Entries.GetValueOrDefault(interactionId), at);
    }

    private void Ended(CampaignPast before, long lease, DateTimeOffset at, string result, string? reason = null) =>
        _steps.Add(new Explained.OfferEnded(at, lease, before.State.Offers[lease].AgentId, result, reason));

    private void Moved(Entry? before, Entry? after, DateTimeOffset at)
    {
        if (after is null)
        {
            if (before is not null)
            {
                _steps.Add(new Explained.Left(at));
            }
        }
        else if ((before?.Stage != after.Stage || before.Epoch != after.Epoch) && StandWord.Of(after.Stage) is { } place)
        {
            _steps.Add(new Explained.Placed(at, place, after.Since, after.Class == QueueClass.Returned));
        }
    }

    private static InLine PlaceOf(CampaignState s, Entry entry) =>
        new(s.Line.IndexOf(entry.Place) + 1, s.Line.Count, entry.Class == QueueClass.Returned, entry.Since, entry.CameAt ?? entry.Since);
}
