using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Conversations;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Tests.Races.Expected;

internal enum Slot
{
    None,
    Taking,
    Active,
    Returning,
    Ringing,
    WrapUp,
}

/// <summary>What an agent was told of a campaign.</summary>
/// <param name="Voice">A roster of the telephone system: nobody serves it here (R33).</param>
internal readonly record struct Terms(int Version, int Limit, bool Member, int Grace, Eligibility Rule, bool Voice, bool NeedsVoice, int WrapUp, bool GivesBack)
{
    public bool Serves => Member && !Voice;
}

/// <summary>An agent as he and his campaigns may expect: present or not, and which places of his are taken by what (R17, R41).</summary>
internal sealed partial class Person
{
    private readonly HashSet<string> _sessions = [];
    private readonly Dictionary<Lease, bool> _judged = [];
    private bool _available;
    private bool _leaves;
    private bool _lost;
    private bool _pauses;
    private bool _willPause;
    private DateTimeOffset? _goneSince;

    public bool Connected { get; private set; }

    public OrderedDictionary<Lease, (string Episode, Slot Phase)> Slots { get; } = [];

    /// <summary>What he was told of each campaign.</summary>
    public Dictionary<string, Terms> Terms { get; } = [];

    private readonly HashSet<Lease> _exclusive = [];
    private bool _calling;
    private int? _cap;

    public bool IsReady => _available && Connected && !_leaves && !_pauses && !_willPause;

    /// <summary>He gave a place for this offer, whatever became of it.</summary>
    public bool Granted(Lease lease) => _judged.GetValueOrDefault(lease);

    /// <summary>How many more of this campaign's he may be given.</summary>
    public int RoomFor(string campaign)
    {
        if (!IsReady || _declined.ContainsKey(campaign) || !Terms.TryGetValue(campaign, out var terms) || !terms.Serves || (terms.NeedsVoice && !Terms.Values.Any(t => t is { Member: true, Voice: true })))
        {
            return 0;
        }

        var most = _cap ?? Terms.Values.Where(t => t.Serves).Max(t => t.Limit);
        var room = Math.Max(0, Math.Min(terms.Limit - Slots.Keys.Count(l => l.CampaignId == campaign), most - Slots.Count));
        var closed = terms.Rule != Eligibility.NoPause && Slots.Keys.Any(_exclusive.Contains);
        var alone = Slots.Count == 0 && !(terms.Rule == Eligibility.InCall && _calling);
        var single = terms.Rule is Eligibility.InCall or Eligibility.Interaction or Eligibility.RingAll;
        return closed || (single && !alone) ? 0 : single ? Math.Min(room, 1) : room;
    }

    public void Of(Decided<AgentState, AgentCommand, AgentFact> d)
    {
        TimesPass(d.At);
        switch (d.Command)
        {
            case AgentCommand.Reserve c:
                Asked(c, d);
                Assert.Equal(Granted(c.Lease), d.Answer is Answer.Granted);
                break;
            case AgentCommand.HintAnswered { Reply: Answer.Noted noted }:
                noted.Offers.ToList().ForEach(offer => Asked(offer, d));
                break;
            case AgentCommand.TakeAnswered c when Slots.GetValueOrDefault(c.Lease).Phase == Slot.Taking:
                Heard(c);
                break;
            case AgentCommand.SlotEnded c when Slots.TryGetValue(c.Lease, out var mine) && mine.Phase != Slot.WrapUp:
                Over(c, d.At);
                break;
            case AgentCommand.ReturnAcknowledged c when Slots.GetValueOrDefault(c.Lease).Phase == Slot.Returning:
                Slots.Remove(c.Lease);
                AfterLast();
                break;
            case AgentCommand.Decline c:
                Declined(c, d);
                break;
            case AgentCommand.Cancel c:
                Cancelled(c, d);
                break;
            case AgentCommand.Accept c:
                Accepts(c, d);
                break;
            case AgentCommand.EndWrapUp c when Slots.FirstOrDefault(s => s.Value == (c.InteractionId, Slot.WrapUp)) is { Value.Episode: not null } noted:
                Forget(noted.Key);
                AfterLast();
                break;
            case AgentCommand.LimitChanged c when Terms.GetValueOrDefault(c.CampaignId).Version < c.SettingsVersion:
                Terms[c.CampaignId] = new(c.SettingsVersion, c.Limit, c.IsMember, c.ConnectionGraceSeconds, c.Eligibility, c.IsVoice, c.NeedsVoice, c.WrapUpSeconds, !c.IsMember && c.Requeue);
                GivesBack(c.CampaignId);
                break;
            case AgentCommand.SetCap c:
                _cap = c.Cap;
                break;
            case AgentCommand.SetCall c:
                _calling = c.InCall;
                break;
            case AgentCommand.Tick when GraceEnds <= d.At:
                GraceIsOver();
                break;
            default:
                Moved(d);
                break;
        }

        var s = d.After;
        Assert.Equal((_available, Connected, _pauses, _willPause, _leaves), (s.Status == AgentStatus.Available, s.Connected, s.Break is not null, s.PlannedBreak is not null, s.OfflineAfterChats));
        Assert.Equal(Slots.Count, s.Slots.Count);
        Assert.All(s.Slots, x => Assert.Equal((x.InteractionId, x.Phase.ToString()), Slots.GetValueOrDefault(x.Lease) is var mine ? (mine.Episode, mine.Phase.ToString()) : default));
    }

    private DateTimeOffset? GraceEnds
    {
        get
        {
            var graces = Terms.Values.Where(t => t.Serves).Select(t => t.Grace).DefaultIfEmpty(60).ToArray();
            return _available && !Connected && !graces.Contains(0) ? _goneSince + TimeSpan.FromSeconds(graces.Max()) : null;
        }
    }

    /// <summary>Each lease is judged once, whatever changes later.</summary>
    private void Asked(AgentCommand.Reserve c, Decided<AgentState, AgentCommand, AgentFact> d)
    {
        var reserved = d.Facts.OfType<AgentFact.Reserved>().Any(f => f.Lease == c.Lease);
        if (_judged.TryGetValue(c.Lease, out var granted))
        {
            Assert.False(reserved, $"{c.Lease} was judged before.");
        }
        else
        {
            var inTime = d.At <= c.ExpiresAt;
            var terms = Terms.GetValueOrDefault(c.Lease.CampaignId);
            granted = inTime && terms.Version == c.SettingsVersion && (c.ForcedBy is null ? RoomFor(c.Lease.CampaignId) > 0 : _available && Connected && terms.Serves);
            Assert.Equal(granted, reserved);
            if (granted)
            {
                Slots.Add(c.Lease, (c.InteractionId, c.RingSeconds > 0 ? Slot.Ringing : Slot.Taking));
                if (c.RingSeconds > 0)
                {
                    _until[c.Lease] = d.At.AddSeconds(c.RingSeconds);
                }

                if (Terms[c.Lease.CampaignId].Rule == Eligibility.InCall)
                {
                    _exclusive.Add(c.Lease);
                }
            }

            _judged.Add(c.Lease, granted);
        }
    }

    private void Heard(AgentCommand.TakeAnswered c)
    {
        if (c.Reply is Answer.Taken)
        {
            // Who is gone for good cannot answer anybody: it goes back.
            // Nor who left its campaign, when nothing of it was to stay with him.
            Slots[c.Lease] = (Slots[c.Lease].Episode, _available && !Terms[c.Lease.CampaignId].GivesBack ? Slot.Active : Slot.Returning);
            GivesBack(c.Lease.CampaignId);
            return;
        }

        Slots.Remove(c.Lease);
        AfterLast();
    }

    private void Declined(AgentCommand.Decline c, Decided<AgentState, AgentCommand, AgentFact> d)
    {
        var his = Slots.Where(s => s.Value.Episode == c.InteractionId).ToArray();
        Assert.Equal(his.Any(s => s.Value.Phase is Slot.Active or Slot.Returning or Slot.Ringing), d.Answer is Answer.Ok);
        if (his.FirstOrDefault(s => s.Value.Phase is Slot.Active or Slot.Ringing) is not { Value.Episode: not null } declined)
        {
            return;
        }

        _declined.TryAdd(declined.Key.CampaignId, d.At.AddSeconds(10));
        if (declined.Value.Phase == Slot.Active)
        {
            Slots[declined.Key] = (c.InteractionId, Slot.Returning);
            return;
        }

        Forget(declined.Key);
        AfterLast();
    }

    /// <summary>He was removed from a campaign, and all that he has of it goes back (R32).</summary>
    private void GivesBack(string campaign)
    {
        if (!Terms[campaign].GivesBack)
        {
            return;
        }

        foreach (var (lease, mine) in Slots.Where(s => s.Key.CampaignId == campaign).ToArray())
        {
            if (mine.Phase == Slot.Active)
            {
                Slots[lease] = (mine.Episode, Slot.Returning);
            }
            else if (mine.Phase == Slot.Ringing)
            {
                Forget(lease);
            }
        }

        AfterLast();
    }

    private void GraceIsOver()
    {
        ForgetAll(Slot.Ringing);
        ForgetAll(Slot.WrapUp);
        foreach (var (lease, mine) in Slots.Where(s => s.Value.Phase == Slot.Active).ToArray())
        {
            Slots[lease] = (mine.Episode, Slot.Returning);
        }

        Leave(lost: !_leaves);
    }

    private void Moved(Decided<AgentState, AgentCommand, AgentFact> d)
    {
        switch (d.Command)
        {
            case AgentCommand.Connected c:
                var signedIn = _sessions.Add(c.SessionId);
                (Connected, _goneSince) = (true, null);
                (_pauses, _willPause, _didNotRespond) = (_pauses && !signedIn, _willPause && !signedIn, _didNotRespond && !signedIn);
                if (signedIn || _lost)
                {
                    Come();
                }

                break;
            case AgentCommand.ConnectionLost when Connected || _goneSince is not null:
                (Connected, _goneSince) = (false, d.At);
                break;
            case AgentCommand.SetAvailable:
                Come();
                break;
            case AgentCommand.SetOffline when _available && Slots.Values.All(s => s.Phase is Slot.Ringing or Slot.WrapUp):
                Slots.Keys.ToList().ForEach(Forget);
                Leave(lost: false);
                break;
            case AgentCommand.SetOffline { AfterChats: true } when _available && !_leaves:
                ForgetAll(Slot.Ringing);
                _leaves = true;
                break;
            case AgentCommand.StartBreak { AfterChats: true } when _available && Slots.Count > 0:
                if (!_willPause)
                {
                    ForgetAll(Slot.Ringing);
                    PausesLater();
                }

                break;
            case AgentCommand.StartBreak when _available && (!_pauses || _didNotRespond):
                ForgetAll(Slot.Ringing);
                (_pauses, _willPause, _didNotRespond) = (true, false, false);
                break;
            case AgentCommand.EndBreak:
                (_pauses, _willPause, _didNotRespond) = (false, false, false);
                break;
        }
    }

    /// <summary>What he put off until his last chat ends happens now.</summary>
    private void AfterLast()
    {
        if (Slots.Count == 0 && _leaves)
        {
            Leave(lost: false);
        }
        else if (Slots.Count == 0 && _willPause)
        {
            (_pauses, _willPause, _didNotRespond) = (true, false, false);
        }
    }

    private void Come() => (_available, _lost, _leaves) = (true, false, false);

    private void Leave(bool lost) => (_available, _lost, _leaves, _pauses, _willPause, _didNotRespond) = (false, lost, false, false, false, false);
}
