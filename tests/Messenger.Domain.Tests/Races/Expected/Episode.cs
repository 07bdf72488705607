using Messenger.Domain.Campaigns;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Tests.Races.Expected;

/// <summary>An interaction as everybody outside may expect it: it waits, or exactly one agent has it, or it is over for good.</summary>
internal sealed class Episode(string id, string conversation, string campaign, DateTimeOffset since, Reach reach)
{
    public string Id => id;

    public string Conversation => conversation;

    /// <summary>Its own, or the one that took it over.</summary>
    public string Campaign { get; private set; } = campaign;

    /// <summary>The campaign it was opened in.</summary>
    public string Began { get; } = campaign;

    /// <summary>The agent who reopened it; nobody else may have it.</summary>
    public string? For { get; set; }

    public bool IsReopened { get; init; }

    /// <summary>He wrote again soon after the end of the one before.</summary>
    public bool GoesOn { get; init; }

    /// <summary>A new arrival, and its first round.</summary>
    public bool IsFirst => Round == 1 && !IsReopened && !GoesOn;

    public InteractionTerms Terms { get; set; } = InteractionTerms.None;

    public DateTimeOffset? OwnedAt { get; private set; }

    public DateTimeOffset? AnsweredAt { get; private set; }

    public DateTimeOffset? TypedUntil { get; set; }

    public bool Replied { get; private set; }

    /// <summary>Since when the customer has not answered our last word.</summary>
    public DateTimeOffset? SilentSince { get; set; }

    public DateTimeOffset? EndedAt { get; private set; }

    public string? Reason { get; private set; }

    /// <summary>It is being handed over: to which campaign, to whom of it, and until when.</summary>
    public (string Campaign, string? Agent, DateTimeOffset? Until)? Handing { get; private set; }

    /// <summary>Handed over inside its campaign and kept: that one has nothing to do with it until it is queued again.</summary>
    public bool IsForgotten { get; private set; }

    public DateTimeOffset? ChatEnds => !Over && Terms.ChatSeconds > 0 ? AnsweredAt?.AddSeconds(Terms.ChatSeconds) : null;

    public DateTimeOffset? FallsSilent => Owner is not null && !Over && Terms.InactivitySeconds > 0 ? SilentSince?.AddSeconds(Terms.InactivitySeconds) : null;

    /// <summary>The silence in which he was told of its end, or could have been.</summary>
    public DateTimeOffset? Warned { get; set; }

    /// <summary>A minute before it falls silent, or half of that time.</summary>
    public DateTimeOffset? WarnedAt => Terms.Texts?.BeforeInactivity is null || Warned == SilentSince ? null : FallsSilent?.AddSeconds(-Math.Min(60, Terms.InactivitySeconds / 2.0));

    public DateTimeOffset? ReplyBy => Owner is null || Over || Replied || Handing is not null || Terms.FirstReplySeconds == 0 ? null
        : OwnedAt!.Value.AddSeconds(Terms.FirstReplySeconds) is var by && TypedUntil > by ? TypedUntil : by;

    /// <summary>How often it was put into the queue.</summary>
    public int Round { get; private set; } = 1;

    /// <summary>Null while it waits; kept when it is over.</summary>
    public (Lease Lease, string Agent)? Owner { get; private set; }

    /// <summary>Its customer was blocked while it ran.</summary>
    public bool IsBlocked { get; set; }

    public bool Over { get; private set; }

    public bool Answered => AnsweredAt is not null;

    public int Unread { get; set; }

    public bool Waits => !Over && Owner is null;

    /// <summary>When it was opened.</summary>
    public DateTimeOffset Since => since;

    public Wait Wait { get; } = new();

    /// <summary>Not answered in time: counted abandoned at this instant.</summary>
    public DateTimeOffset? AbandonedAt { get; private set; }

    /// <summary>When it will count as abandoned, if nobody answers before (R14).</summary>
    public DateTimeOffset? Patience => IsReopened || Over || Answered || AbandonedAt is not null ? null : Wait.EndsAt(Owner is not null);

    /// <summary>Somebody may write to this customer now.</summary>
    public bool CanBeAnswered(DateTimeOffset at) => at < reach.Until;

    public bool BelongsTo(string agent) => !Over && Owner?.Agent == agent;

    public void Abandon(DateTimeOffset at)
    {
        Assert.Null(AbandonedAt);
        AbandonedAt = at;
    }

    public void Give(Lease lease, string agent, DateTimeOffset at)
    {
        Assert.True(Waits || Handing is not null, $"{id} was given to {agent} but does not wait.");
        (Owner, OwnedAt, Handing, For, Campaign, IsForgotten) = ((lease, agent), at, null, null, lease.CampaignId, false);
    }

    public void Answer(DateTimeOffset at) => AnsweredAt ??= at;

    /// <summary>A person wrote to the customer.</summary>
    public void Says(DateTimeOffset at)
    {
        Answer(at);
        (Replied, SilentSince) = (true, at);
    }

    public void Back()
    {
        Assert.True(!Over && Owner is not null, $"{id} came back from nobody.");
        (Owner, OwnedAt, Handing, For, Round, IsForgotten) = (null, null, null, null, Round + 1, false);
        Wait.NewRound();
    }

    /// <summary>Offered elsewhere in a new round; still its owner's.</summary>
    public void HandOver(string to, string? agent, DateTimeOffset? until)
    {
        Assert.True(!Over && Owner is not null && Handing is null, $"{id} is handed over by nobody.");
        (Handing, Round) = ((to, agent, until), Round + 1);
    }

    public void Keep()
    {
        Assert.True(Handing is not null, $"{id} was not handed over.");
        (IsForgotten, Handing) = (IsForgotten || Handing.Value.Campaign == Campaign, null);
    }

    public void End(string reason, DateTimeOffset at)
    {
        Assert.False(Over, $"{id} ended twice.");
        (Over, Unread, Reason, EndedAt, Handing) = (true, 0, reason, at, null);
    }
}
