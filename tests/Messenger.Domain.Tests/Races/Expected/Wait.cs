using Messenger.Domain.Campaigns;

namespace Messenger.Domain.Tests.Races.Expected;

/// <summary>What a conversation was told of where its interaction stands and since when that one waits.</summary>
internal sealed class Wait
{
    private int _patience;
    private int _heard;

    public QueuePlace Place { get; private set; }

    /// <summary>When the wait in the queue began; null = it has never been in it.</summary>
    public DateTimeOffset? Began { get; private set; }

    /// <summary>Who loses patience is not only counted (R14).</summary>
    public bool EndsIt { get; private set; }

    /// <summary>The campaign answered in this round.</summary>
    public bool IsAnswered { get; private set; }

    /// <summary>In the queue or with an agent, and still unanswered then.</summary>
    public DateTimeOffset? EndsAt(bool isOwned) =>
        _patience > 0 && (isOwned || Place is QueuePlace.Queued or QueuePlace.Held) ? Began + TimeSpan.FromSeconds(_patience) : null;

    /// <summary>It is queued anew; what is still said of the round before says nothing of this one.</summary>
    public void NewRound() => (IsAnswered, _heard) = (false, -1);

    /// <param name="number">How often it had changed its place; what is older than what was heard is no news.</param>
    public void Answered(QueuePlace place, DateTimeOffset? began, int patience, bool endsIt, int number)
    {
        (IsAnswered, _patience, EndsIt) = (true, patience, endsIt);
        Moved(place, began, number);
    }

    public bool HasHeard(int number) => number <= _heard;

    public void Moved(QueuePlace place, DateTimeOffset? began, int number)
    {
        if (number < _heard)
        {
            Began ??= began;
            return;
        }

        (Place, _heard, Began) = (place, number, began ?? Began);
    }
}
