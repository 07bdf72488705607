using Messenger.Domain.Conversations;

namespace Messenger.Domain.Tests.Races.Expected;

/// <summary>How long somebody may write to a customer: 24 hours after his latest doing, and 7 days after his message where Meta grants it; half a minute less, as clocks differ.</summary>
internal sealed class Reach
{
    private static readonly TimeSpan Less = TimeSpan.FromSeconds(30);

    private DateTimeOffset? _did;
    private DateTimeOffset? _wrote;
    private bool _granted;

    /// <summary>For a person; null = never.</summary>
    public DateTimeOffset? Until => Later(ForMachines, _granted ? _wrote?.AddDays(7) - Less : null);

    /// <summary>For the product itself.</summary>
    public DateTimeOffset? ForMachines => _did?.AddHours(24) - Less;

    public void Heard(ConversationCommand command)
    {
        _granted = command.HumanAgent ?? _granted;
        if (command is ConversationCommand.Receive { Event: Inbound.Reaction { Removed: false } reaction })
        {
            _did = Later(_did, reaction.At);
        }
    }

    public void Wrote(DateTimeOffset at) => (_did, _wrote) = (Later(_did, at), Later(_wrote, at));

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one is null || other > one ? other : one;
}
