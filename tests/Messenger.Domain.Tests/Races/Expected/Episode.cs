using Messenger.Domain.Shared;

namespace Messenger.Domain.Tests.Races.Expected;

/// <summary>An interaction as everybody outside may expect it: it waits, or exactly one agent has it, or it is over for good.</summary>
internal sealed class Episode(string id, string conversation, string campaign, DateTimeOffset since)
{
    public string Id => id;

    public string Conversation => conversation;

    public string Campaign => campaign;

    /// <summary>How often it was put into the queue.</summary>
    public int Round { get; private set; } = 1;

    /// <summary>Null while it waits; kept when it is over.</summary>
    public (Lease Lease, string Agent)? Owner { get; private set; }

    public bool Over { get; private set; }

    public bool Answered { get; set; }

    public int Unread { get; set; }

    public bool Waits => !Over && Owner is null;

    /// <summary>Who came back is served before the rest, and among them who has waited longest; the id settles it.</summary>
    public (int Class, DateTimeOffset Since, string Id) Place => (Round > 1 ? 0 : 1, since, id);

    public bool BelongsTo(string agent) => !Over && Owner?.Agent == agent;

    public void Give(Lease lease, string agent)
    {
        Assert.True(Waits, $"{id} was given to {agent} but does not wait.");
        Owner = (lease, agent);
    }

    public void Back()
    {
        Assert.True(!Over && Owner is not null, $"{id} came back from nobody.");
        (Owner, Round) = (null, Round + 1);
    }

    public void End()
    {
        Assert.False(Over, $"{id} ended twice.");
        (Over, Unread) = (true, 0);
    }
}
