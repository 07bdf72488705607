using Messenger.Domain.Campaigns;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Tests.Races.Expected;

/// <summary>Who comes stands somewhere, and changes his place by the clock, by his own words and by what administrators do (R16, R18, R19).</summary>
internal sealed partial class Service
{
    private readonly Dictionary<string, Place> _dropped = [];
    private readonly Dictionary<string, List<DateTimeOffset>> _begins = [];
    private readonly Dictionary<string, (string, int)> _occasions = [];
    private readonly HashSet<string> _forOne = [];
    private bool _open;
    private DateTimeOffset _looked;

    /// <summary>Before this nobody's wait began who was not in the queue then: the last opening, or switching on.</summary>
    private DateTimeOffset _began;

    private int _closedPeriod;
    private bool _deleted;

    /// <summary>When its wait in the queue began, each time that it did.</summary>
    public IReadOnlyList<DateTimeOffset> BeginsOf(string episode) => _begins.GetValueOrDefault(episode) ?? [];

    /// <summary>Where it stood when it was sent away; null = it was not.</summary>
    public Place? DroppedFrom(string episode) => _dropped.TryGetValue(episode, out var place) ? place : null;

    private Hours Hours => _version == 0 ? Hours.Office : new(_settings.Schedule, _globals.Holidays);

    /// <summary>What the hours have done since somebody last looked is done at once, as of its own instant.</summary>
    private void Turns(DateTimeOffset at)
    {
        if (_version > 0)
        {
            if (!_open && Hours.LastOpening(_looked, at) is { } opening)
            {
                Opens(opening);
            }

            Looks(at);
        }
    }

    private void Looks(DateTimeOffset at)
    {
        var open = Hours.IsOpenAt(at);
        if (open && !_open)
        {
            Opens(at);
        }

        _closedPeriod += _open && !open ? 1 : 0;
        (_open, _looked) = (open, at);
    }

    /// <summary>The backlog begins to wait, behind those held and in the order in which it came; who was only answered is sent away.</summary>
    private void Opens(DateTimeOffset at)
    {
        (_open, _began) = (true, at);
        Drop(Place.AnsweredOnly);
        foreach (var standing in Ordered(Place.Backlog).ToArray())
        {
            BeginsAnew(standing, at);
        }
    }

    private void SwitchedOn(bool queued, DateTimeOffset at)
    {
        if (!queued)
        {
            Drop(Place.Recorded);
            return;
        }

        foreach (var standing in Ordered(Place.Recorded).ToArray())
        {
            _began = at;
            BeginsAnew(standing, at);
        }
    }

    private void BeginsAnew(Standing standing, DateTimeOffset at)
    {
        (standing.Place, standing.Since) = (Place.Held, at);
        Begins(standing);
    }

    private void Begins(Standing standing)
    {
        var (_, since, came, episode) = standing.Order;
        _waited[episode] = (since, came);
        _begins[episode] = [.. BeginsOf(episode), since];
    }

    /// <summary>Never while somebody waits or is served; who is only recorded, or can be answered no more, is sent away.</summary>
    private void Deleted(CampaignCommand.Delete c, Decided<CampaignState, CampaignCommand, CampaignFact> d)
    {
        if (_deleted)
        {
            Assert.Equal(Answer.Done, d.Answer);
            return;
        }

        var open = _standing.Values.Count(s => s.Place is not (Place.Recorded or Place.AnsweredOnly or Place.WindowClosed));
        if (c.BasedOn != _version || open > 0)
        {
            Assert.Equal(c.BasedOn == _version ? open : null, Assert.IsType<Answer.Refused>(d.Answer).Count);
            return;
        }

        Assert.Equal(Answer.Done, d.Answer);
        _deleted = true;
        _roster.Became([]);
        foreach (var standing in _standing.Values.ToArray())
        {
            _seen[standing.Order.Id] = Math.Max(_seen[standing.Order.Id], standing.Round);
            _standing.Remove(standing.Order.Id);
        }
    }

    private void Drop(Place from)
    {
        foreach (var episode in In(from))
        {
            _dropped[episode] = from;
            _seen[episode] = Math.Max(_seen[episode], _standing[episode].Round);
            _standing.Remove(episode);
        }
    }

    /// <summary>Nobody is assigned whom nobody may answer (R18).</summary>
    private void WindowsClose(DateTimeOffset at)
    {
        foreach (var standing in _standing.Values.Where(s => s.Place is Place.Line or Place.Held or Place.Backlog && s.WindowUntil <= at))
        {
            standing.Place = Place.WindowClosed;
        }
    }

    private void Admit()
    {
        var room = _settings.QueueLimit == 0 ? int.MaxValue : _settings.QueueLimit - In(Place.Line).Count - _offers.Count;
        foreach (var standing in Ordered(Place.Held).Take(Math.Max(0, room)).ToArray())
        {
            standing.Place = Place.Line;
        }
    }

    private void Comes(CampaignCommand.Enqueue c, Decided<CampaignState, CampaignCommand, CampaignFact> d)
    {
        var answer = Assert.IsType<Answer.Placed>(d.Answer);
        if (_seen.GetValueOrDefault(c.InteractionId) < c.Epoch && (c.Directed is not null || (c.IsTransfer && (_deleted || !_settings.Enabled))))
        {
            ComesForOne(c, answer, d.At);
            return;
        }

        if (_deleted && c is { Directed: null, IsTransfer: false })
        {
            Assert.Equal((QueuePlace.Deleted, null, 0), (answer.Place, answer.Text, answer.AbandonAfterSeconds));
            return;
        }

        if (Find(c.InteractionId) is { For: not null } directed && directed.Round >= c.Epoch)
        {
            Assert.Equal(QueuePlace.Directed, answer.Place);
            Moved(c.InteractionId, c.Epoch, c.WindowUntil, d.At);
            return;
        }

        if (_seen.GetValueOrDefault(c.InteractionId) < c.Epoch)
        {
            var place = PlaceFor(c.Epoch > 1, c.WindowUntil, d.At);
            Assert.Equal(WordOf(place), answer.Place);
            if (place != Place.Refused)
            {
                Stands(c, place, d.At);
            }
        }
        else
        {
            // A repeat: the customer may have written again since the first.
            Moved(c.InteractionId, c.Epoch, c.WindowUntil, d.At);
        }

        if (answer.Place != QueuePlace.Refused && Find(c.InteractionId) is null)
        {
            if (answer.Place == QueuePlace.Directed)
            {
                Assert.Contains(c.InteractionId, _forOne);
                return;
            }

            // It has left: nothing is said to it, least of all that it waits where it never stood.
            var place = episodeOf(c.InteractionId).Over ? answer.Place : WordOf(DroppedFrom(c.InteractionId) ?? Place.Line);
            Assert.Equal((place, null, 0), (answer.Place, answer.Text, answer.AbandonAfterSeconds));
            return;
        }

        Says(answer, c.InteractionId);
    }

    /// <summary>Handed over to one agent, or reopened by him: his now, or refused now.</summary>
    private void ComesForOne(CampaignCommand.Enqueue c, Answer.Placed answer, DateTimeOffset at)
    {
        var takes = c.Directed is { } to && Members.Contains(to) && !(c.WindowUntil <= at)
            && (_roster.CanBeOffered(to) || (c.ForcedBy is not null && _roster.KnowsNewTerms(to)));
        Assert.Equal(takes ? QueuePlace.Directed : QueuePlace.Refused, answer.Place);
        Assert.Equal(takes, answer.Why is null);
        Assert.Null(answer.Since);
        if (takes)
        {
            var came = _waited.TryGetValue(c.InteractionId, out var known) ? known.Came : episodeOf(c.InteractionId).Since;
            _standing[c.InteractionId] = new Standing(c.InteractionId, c.Epoch, came) { Place = Place.Given, WindowUntil = c.WindowUntil, For = c.Directed };
            _seen[c.InteractionId] = c.Epoch;
            _forOne.Add(c.InteractionId);
        }
    }

    /// <summary>Who comes back keeps the beginning of his wait; nobody's began before the doors were opened for him.</summary>
    private void Stands(CampaignCommand.Enqueue c, Place place, DateTimeOffset at)
    {
        // Handed over from elsewhere, or forgotten meanwhile, it has waited since it began to wait.
        var opened = c.Epoch > 1 ? episodeOf(c.InteractionId).Wait.Began ?? episodeOf(c.InteractionId).Since : episodeOf(c.InteractionId).Since;
        var isFirst = !_waited.TryGetValue(c.InteractionId, out var known);
        var inQueue = place is Place.Line or Place.Held;
        var since = isFirst && inQueue && c.Epoch == 1 && _began > opened ? _began : opened;
        var came = isFirst ? since : known.Came;
        var standing = new Standing(c.InteractionId, c.Epoch, came)
        {
            Place = place,
            Since = isFirst ? since : known.Since,
            WindowUntil = c.WindowUntil,
            Preferred = c.Preferred is { } last && (last.Since is not { } had || at - had < TimeSpan.FromDays(_settings.StickyDays)) ? last.AgentId : null,
        };
        (_seen[c.InteractionId], _standing[c.InteractionId]) = (c.Epoch, standing);
        if (isFirst && inQueue)
        {
            Begins(standing);
        }
    }

    /// <summary>His window closes later; when it was closed he is given a place as if he came, but is never refused.</summary>
    private void Moved(string episode, int round, DateTimeOffset? until, DateTimeOffset at)
    {
        if (Find(episode) is not { } standing || standing.Round != round || until <= standing.WindowUntil)
        {
            return;
        }

        standing.WindowUntil = until;
        if (standing.Place == Place.WindowClosed && PlaceFor(standing.Order.Class == 0, until, at) is not Place.WindowClosed and var place)
        {
            standing.Place = place == Place.Refused ? Place.Held : place;
            if (standing.Place is Place.Line or Place.Held && !_waited.ContainsKey(episode))
            {
                Begins(standing);
            }
        }
    }

    private Place PlaceFor(bool returned, DateTimeOffset? until, DateTimeOffset at)
    {
        if (until <= at)
        {
            return Place.WindowClosed;
        }

        if (returned)
        {
            return Place.Line;
        }

        if (!_settings.Enabled)
        {
            return Place.Recorded;
        }

        if (!Hours.IsOpenAt(at))
        {
            return _settings.OutOfHours == OutOfHoursPolicy.AnswerOnly ? Place.AnsweredOnly : Place.Backlog;
        }

        var isFull = _settings.QueueLimit > 0 && (In(Place.Line).Count + _offers.Count >= _settings.QueueLimit || In(Place.Held).Count > 0);
        return !isFull ? Place.Line : _settings.Overflow == QueueOverflow.Hold ? Place.Held : Place.Refused;
    }

    /// <summary>What it tells the customer belongs to where he stands, and has one name for each closed period and each full queue.</summary>
    private void Says(Answer.Placed answer, string episode)
    {
        var (text, occasion) = answer.Place switch
        {
            QueuePlace.ClosedHours or QueuePlace.OutOfHours => (_settings.Texts.OutOfHours, ("closed", _closedPeriod)),
            QueuePlace.Held or QueuePlace.Refused => (_settings.Texts.QueueFull, (episode, 0)),
            QueuePlace.Queued => (_settings.Texts.Welcome, (episode, 1)),
            _ => (null, default),
        };
        Assert.Equal((text, _settings.AbandonmentSeconds, _settings.Abandonment == Abandonment.Close), (answer.Text, answer.AbandonAfterSeconds, answer.EndsAbandoned));
        if (answer.Occasion is { } name)
        {
            Assert.True(_occasions.TryGetValue(name, out var known) ? known == occasion : !_occasions.ContainsValue(occasion), $"{name} names two occasions, or one of two names.");
            _occasions[name] = occasion;
        }
    }

    public static QueuePlace WordOf(Place place) => place switch
    {
        Place.Held => QueuePlace.Held,
        Place.Backlog => QueuePlace.ClosedHours,
        Place.AnsweredOnly => QueuePlace.OutOfHours,
        Place.Recorded => QueuePlace.Disabled,
        Place.WindowClosed => QueuePlace.WindowClosed,
        Place.Refused => QueuePlace.Refused,
        _ => QueuePlace.Queued,
    };
}
