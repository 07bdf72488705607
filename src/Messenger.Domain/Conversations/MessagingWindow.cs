using Orleans;

namespace Messenger.Domain.Conversations;

/// <summary>Under which of Meta's messaging types a message goes out.</summary>
public enum MessagingType
{
    /// <summary>An answer inside the 24 hours.</summary>
    Response,

    /// <summary>Written by a person, up to seven days after the customer's message; Meta has to have granted the feature.</summary>
    HumanAgent,
}

/// <summary>Who wrote what is to be sent.</summary>
public enum Author
{
    Person,

    /// <summary>The product itself: welcome, farewell, anything automatic.</summary>
    Machine,
}

/// <summary>What Meta's windows are counted from; both only move forward, whatever order events come in.</summary>
/// <param name="Opened">The customer's latest action of any kind that opens the 24 hours; null when there was none.</param>
/// <param name="Wrote">The customer's latest message or tapped button; null when there was none.</param>
[GenerateSerializer, Immutable]
public sealed record MessagingWindow([property: Id(0)] DateTimeOffset? Opened, [property: Id(1)] DateTimeOffset? Wrote)
{
    public static readonly MessagingWindow NeverOpened = new(null, null);

    /// <summary>After this event. Messages and tapped buttons open both windows; a reaction that is set, and following a link or an
    /// advertisement, open the 24 hours only. Nothing else does: no mark, edit, echo, withdrawal, opt-in or change of the thread's owner.
    /// What another app handled counts too, the windows are the Page's.</summary>
    public MessagingWindow After(Inbound inbound) => inbound switch
    {
        Inbound.CustomerMessage or Inbound.Postback => new(Later(Opened, inbound.At), Later(Wrote, inbound.At)),
        Inbound.Reaction { Removed: false } or Inbound.Referred => this with { Opened = Later(Opened, inbound.At) },
        Inbound.Standby standby => After(standby.Event with { At = standby.At }),
        _ => this,
    };

    private static DateTimeOffset Later(DateTimeOffset? known, DateTimeOffset at) => known > at ? known.Value : at;
}
