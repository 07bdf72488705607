using Messenger.Domain.Agents;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Tests.Races.Expected;

/// <summary>What happens on his desk by the clock: what rings stops, a wrap-up ends, who declined is asked again (B3).</summary>
internal sealed partial class Person
{
    private readonly Dictionary<Lease, DateTimeOffset> _until = [];
    private readonly Dictionary<string, DateTimeOffset> _declined = [];
    private bool _didNotRespond;

    private void TimesPass(DateTimeOffset at)
    {
        foreach (var lease in Slots.Keys.Where(l => _until.TryGetValue(l, out var until) && until <= at).OrderBy(l => _until[l]).ToList())
        {
            if (!Slots.TryGetValue(lease, out var mine))
            {
                continue;
            }

            Forget(lease);
            if (mine.Phase == Slot.Ringing && Connected)
            {
                DoesNotRespond();
            }

            AfterLast();
        }

        foreach (var campaign in _declined.Where(p => p.Value <= at).Select(p => p.Key).ToList())
        {
            _declined.Remove(campaign);
        }
    }

    private void Accepts(AgentCommand.Accept c, Decided<AgentState, AgentCommand, AgentFact> d)
    {
        var his = Slots.Where(s => s.Value.Episode == c.InteractionId).ToArray();
        Assert.Equal(his.Any(s => s.Value.Phase is Slot.Ringing or Slot.Taking or Slot.Active), d.Answer is Answer.Ok);
        if (his.FirstOrDefault(s => s.Value.Phase == Slot.Ringing) is { Value.Episode: not null } ringing)
        {
            Slots[ringing.Key] = (c.InteractionId, Slot.Taking);
            _until.Remove(ringing.Key);
        }
    }

    /// <summary>Gone before he took it: it rings no more, and a reservation that comes later is in vain.</summary>
    private void Cancelled(AgentCommand.Cancel c, Decided<AgentState, AgentCommand, AgentFact> d)
    {
        if (Slots.TryGetValue(c.Lease, out var mine))
        {
            if (mine.Phase == Slot.Ringing)
            {
                Forget(c.Lease);
                AfterLast();
            }
        }
        else if (_judged.TryAdd(c.Lease, false))
        {
            Assert.IsType<Answer.NotGranted>(d.Answer);
        }
    }

    /// <summary>It ended, or went to somebody else.</summary>
    private void Over(AgentCommand.SlotEnded c, DateTimeOffset at)
    {
        var wrapUp = Terms.GetValueOrDefault(c.Lease.CampaignId).WrapUp;
        if (c.IsOver && _available && wrapUp > 0)
        {
            Slots[c.Lease] = (Slots[c.Lease].Episode, Slot.WrapUp);
            _until[c.Lease] = at.AddSeconds(wrapUp);
        }
        else
        {
            Forget(c.Lease);
        }

        if (c.NoAnswer)
        {
            DoesNotRespond();
        }

        AfterLast();
    }

    private void DoesNotRespond()
    {
        if (_available && !_pauses)
        {
            (_pauses, _willPause, _didNotRespond) = (true, false, true);
            ForgetAll(Slot.Ringing);
        }
    }

    /// <summary>A break after the last chat; nothing is left when all that he had only rang.</summary>
    private void PausesLater() => (_pauses, _willPause, _didNotRespond) = Slots.Count > 0 ? (_pauses, true, _didNotRespond) : (true, false, false);

    private void ForgetAll(Slot phase) => Slots.Where(s => s.Value.Phase == phase).Select(s => s.Key).ToList().ForEach(Forget);

    private void Forget(Lease lease)
    {
        Slots.Remove(lease);
        _until.Remove(lease);
    }
}
