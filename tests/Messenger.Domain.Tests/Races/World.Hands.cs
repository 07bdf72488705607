using Messenger.Domain.Agents;
using Messenger.Domain.Auditing;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Conversations;
using Messenger.Domain.Shared;
using CampaignNode = Messenger.Domain.Tests.Races.Node<
    Messenger.Domain.Campaigns.CampaignState, Messenger.Domain.Campaigns.CampaignCommand, Messenger.Domain.Campaigns.CampaignFact,
    Messenger.Domain.Campaigns.CampaignRules>;

namespace Messenger.Domain.Tests.Races;

/// <summary>How interactions change hands: what rings is accepted or not, transfers, what supervisors do, what is written again.</summary>
internal sealed partial class World
{
    private static readonly AgentName Sofia = new("s1", "sofia", "Sofía");

    private void HandsChange()
    {
        switch (_luck.Next(4))
        {
            case 0 or 1 when SomethingRings():
                break;
            case 2:
                SupervisorActs();
                break;
            default:
                OwnerHandsOver();
                break;
        }
    }

    /// <summary>Or has ended, and is noted on.</summary>
    private bool SomethingRings()
    {
        var slots = _agents.SelectMany(a => a.State.Slots.Where(s => s.Phase is SlotPhase.Ringing or SlotPhase.WrapUp).Select(s => (Agent: a, Slot: s))).ToArray();
        if (slots.Length == 0)
        {
            return false;
        }

        var (agent, slot) = _luck.Any(slots);
        Post(agent, slot.Phase == SlotPhase.WrapUp ? new AgentCommand.EndWrapUp(slot.InteractionId)
            : _luck.OneIn(4) ? new AgentCommand.Decline(slot.InteractionId, "no")
            : new AgentCommand.Accept(slot.InteractionId));
        if (_luck.OneIn(6))
        {
            Post(_luck.Any(_agents), new AgentCommand.Accept(slot.InteractionId));
        }

        return true;
    }

    private void OwnerHandsOver()
    {
        var owned = _conversations.Where(c => c.State.Interaction is { Phase: InteractionPhase.Owned }).ToArray();
        var conversation = owned.Length > 0 && _luck.Next(4) > 0 ? _luck.Any(owned) : _luck.Any(_conversations);
        if (conversation.State.Interaction is not { } i)
        {
            return;
        }

        var agent = _luck.Any(_agents).State.Name;
        var owner = i.Agent is { } his && _luck.Next(8) > 0 ? his : agent;
        Post(conversation, i.Phase switch
        {
            InteractionPhase.Ended => new ConversationCommand.Reopen(_luck.OneIn(4) ? Names.InteractionId(conversation.Key, 1 + _luck.Next(i.Number + 1)) : i.Id, agent),
            InteractionPhase.Owned when _luck.OneIn(4) => new ConversationCommand.CancelTransfer(i.Id, owner.Id),
            InteractionPhase.Owned when _luck.OneIn(4) => new ConversationCommand.Typed(i.Id, owner.Id),
            _ => new ConversationCommand.Transfer(i.Id, owner.Id, owner, Target(), _luck.OneIn(2) ? "para usted" : null),
        });
    }

    private TransferTarget Target() => _luck.Any(_campaigns).Key is var campaign && _luck.Next(3) > 0
        ? new(campaign, campaign, _luck.Any(_agents).State.Name)
        : new(campaign, campaign, null);

    private void SupervisorActs()
    {
        var open = _conversations.Where(c => c.State.Open is not null).ToArray();
        var conversation = open.Length > 0 && _luck.Next(4) > 0 ? _luck.Any(open) : _luck.Any(_conversations);
        if (conversation.State.Interaction is not { } i)
        {
            return;
        }

        if (_luck.OneIn(6))
        {
            Post(conversation, conversation.State.Blocked is null || _luck.OneIn(6)
                ? new ConversationCommand.Block($"spam {_luck.Next(3)}", new Editor(Sofia.Id, Sofia.UserName, Sofia.DisplayName))
                : new ConversationCommand.Unblock(new Editor(Sofia.Id, Sofia.UserName, Sofia.DisplayName)));
            return;
        }

        switch (_luck.Next(i.Phase == InteractionPhase.Owned ? 4 : 2))
        {
            case 0:
                var campaign = (CampaignNode)_byName[Names.CampaignStream(i.CampaignId)];
                Post(campaign, new CampaignCommand.Assign(i.Id, _luck.Any(_agents).Key, Sofia) { Force = _luck.OneIn(2) });
                break;
            case 1 when _luck.OneIn(3):
                Post(conversation, new ConversationCommand.Close(i.Id, Sofia.Id, null, null) { By = Sofia });
                break;
            case 2:
                Post(conversation, new ConversationCommand.Requeue(i.Id, Sofia));
                break;
            default:
                Post(conversation, new ConversationCommand.Transfer(i.Id, null, Sofia, Target(), null) { Force = _luck.OneIn(2) });
                break;
        }
    }
}
