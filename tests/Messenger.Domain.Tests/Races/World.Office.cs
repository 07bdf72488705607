using Messenger.Domain.Campaigns;
using CampaignNode = Messenger.Domain.Tests.Races.Node<
    Messenger.Domain.Campaigns.CampaignState, Messenger.Domain.Campaigns.CampaignCommand, Messenger.Domain.Campaigns.CampaignFact,
    Messenger.Domain.Campaigns.CampaignRules>;

namespace Messenger.Domain.Tests.Races;

/// <summary>What administrators do: settings, hours, members, and what counts in the whole installation.</summary>
internal sealed partial class World
{
    private const int MinutesOfDay = 24 * 60;

    /// <summary>Seconds; one that runs out while an offer is on its way, too.</summary>
    private static readonly int[] Graces = [0, 1, 30, 90];

    private static readonly int[] Patiences = [0, 20, 60, 300];

    /// <summary>Seconds of a timer; most campaigns have none.</summary>
    private static readonly int[] Timers = [0, 0, 0, 5, 20, 90];

    private int _globalsVersion;
    private int _texts;

    private void AdministratorSaves()
    {
        switch (_luck.Next(10))
        {
            case > 6 when _campaigns.Count > 1:
                Delete(_campaigns[^1]);
                break;
            case 0 or 1:
                SetMembers(_luck.Any([.. _campaigns, _voice]));
                break;
            case 2:
                SetGlobals();
                break;
            default:
                var campaign = _luck.Any(_campaigns);
                var settings = campaign.State.Settings;
                Post(campaign, new CampaignCommand.Save(Drawn(settings), _luck.OneIn(6) ? settings.Version - 1 : settings.Version) { QueueRecorded = _luck.Next(3) > 0 });
                break;
        }
    }

    /// <summary>The last one only, and rather when nobody would be sent away: its customers go on writing to it.</summary>
    private void Delete(CampaignNode campaign)
    {
        var version = campaign.State.Settings.Version;
        var isIdle = campaign.State.Entries.Values.All(e => e.Stage is EntryStage.Disabled or EntryStage.OutOfHours or EntryStage.WindowClosed);
        if (isIdle || _luck.OneIn(16))
        {
            Post(campaign, new CampaignCommand.Delete(_luck.OneIn(6) ? version - 1 : version));
        }
    }

    private CampaignSettings Drawn(CampaignSettings settings) => settings with
    {
        MaxPerAgent = 1 + _luck.Next(4),
        ConnectionGraceSeconds = _luck.Any(Graces),
        Enabled = _luck.Next(6) > 0,
        Schedule = _luck.OneIn(3) ? settings.Schedule : DrawnHours(),
        OutOfHours = (OutOfHoursPolicy)_luck.Next(2),
        Overflow = (QueueOverflow)_luck.Next(2),
        AbandonmentSeconds = _luck.Any(Patiences),
        Abandonment = _luck.OneIn(3) ? Abandonment.Close : Abandonment.Count,
        Texts = new(DrawnText("cerrado"), DrawnText("lleno"))
        {
            Welcome = DrawnText("bienvenida"),
            Joined = DrawnText("entró"),
            BeforeInactivity = DrawnText("silencio"),
            Goodbye = DrawnText("adiós"),
        },
        QueueLimit = _luck.OneIn(2) ? settings.QueueLimit : _luck.Next(6),
        Priority = _luck.OneIn(2) ? settings.Priority : 4 + _luck.Next(3),
        Acceptance = _luck.OneIn(3) ? Acceptance.ByHand : Acceptance.Automatic,
        AcceptSeconds = 5 + _luck.Next(20),
        FirstReplySeconds = _luck.Any(Timers),
        ChatSeconds = 2 * _luck.Any(Timers),
        InactivitySeconds = _luck.Any(Timers),
        TransferReturnSeconds = _luck.Any(Timers),
        WrapUpSeconds = _luck.Any(Timers),
        StickyDays = _luck.OneIn(3) ? 0 : 7,
        ContinuationMinutes = _luck.Next(3),
        NeedsDisposition = _luck.OneIn(8),
        Strategy = _luck.OneIn(2) ? settings.Strategy : new Strategy((Eligibility)_luck.Next(7), (Distribution)_luck.Next(6)),
    };

    private LocalizedText DrawnText(string word) => _luck.OneIn(4) ? LocalizedText.Empty : new($"{word} {++_texts}", "", "");

    /// <summary>Always open, or open and closed by turns of a few minutes from now on, UTC.</summary>
    private IReadOnlyList<OpenInterval> DrawnHours()
    {
        if (_luck.OneIn(2))
        {
            return OpenInterval.AllWeek;
        }

        var rows = new List<OpenInterval>();
        var minute = (_now.Hour * 60) + _now.Minute - 1 + _luck.Next(3);
        for (var n = _luck.Next(8); n > 0; n--)
        {
            var until = minute + 1 + _luck.Next(4);
            if (minute >= 0 && until <= MinutesOfDay)
            {
                rows.Add(new OpenInterval(OpenInterval.AllWeek[0].Days, minute, until));
            }

            minute = until + 1 + _luck.Next(3);
        }

        return rows;
    }

    private void SetMembers(CampaignNode campaign)
    {
        var current = campaign.State.Members;
        if (_luck.OneIn(2) && current.Where(m => SlotsOf(m.AgentId, campaign.Key) > 0).ToArray() is { Length: > 0 } busy)
        {
            var leaves = _luck.Any(busy);
            Post(campaign, new CampaignCommand.SetMembers([.. current.Where(m => m != leaves)]) { OnRemoval = _luck.OneIn(4) ? Removal.Finish : Removal.Requeue });
            return;
        }

        var members = _agents.Where(_ => _luck.Next(campaign == _voice ? 8 : 4) > 0).Select(a => new Member(a.Key));
        Post(campaign, new CampaignCommand.SetMembers(_luck.Shuffled(members)) { OnRemoval = _luck.OneIn(2) ? Removal.Requeue : Removal.Finish });
    }

    private int SlotsOf(string agentId, string campaignId) => _agents.Single(a => a.Key == agentId).State.LoadOf(campaignId);

    /// <summary>Each campaign hears of it for itself, when it does.</summary>
    private void SetGlobals()
    {
        var rules = new GlobalRules(++_globalsVersion, _luck.OneIn(3), _luck.OneIn(6) ? [DateOnly.FromDateTime(_now.Date)] : []);
        foreach (var campaign in _campaigns.Append(_voice))
        {
            Post(campaign, new CampaignCommand.SetGlobals(rules));
        }
    }

    /// <summary>A campaign begins with its settings: nothing of it is there before.</summary>
    private void Found(CampaignNode campaign)
    {
        var settings = campaign == _voice ? CampaignSettings.Default with { Type = CampaignType.Voice } : Drawn(CampaignSettings.Default);
        _network.Tell(_network.Activate(campaign), new CampaignCommand.Save(settings, 0), faults: false);
        SetMembers(campaign);
    }
}
