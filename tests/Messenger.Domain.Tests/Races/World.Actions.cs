using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Conversations;

namespace Messenger.Domain.Tests.Races;

/// <summary>What people do: customers write, agents work and come and go, administrators change limits and members.</summary>
internal sealed partial class World
{
    private static readonly BreakKind Coffee = new("coffee", "Coffee", "coffee");

    private void Act()
    {
        switch (_random.Next(20))
        {
            case < 5:
                CustomerWrites();
                break;
            case < 10:
                OwnerWorks();
                break;
            case < 19:
                AgentMoves();
                break;
            default:
                AdministratorSaves();
                break;
        }
    }

    private void CustomerWrites()
    {
        var conversation = Any(_conversations);
        var mid = _random.Next(10) == 0 && _messages > 0 ? $"in{_random.Next(_messages)}" : $"in{_messages++}";
        var campaign = Any(_campaigns).State.Id;
        Tell(conversation, new ConversationCommand.Receive(new Inbound.CustomerMessage(mid, "Hola", [], null, null, _now), campaign, campaign));
    }

    private void OwnerWorks()
    {
        var owned = _conversations.Where(c => c.State.Interaction is { Phase: InteractionPhase.Owned }).ToArray();
        if (owned.Length == 0)
        {
            return;
        }

        var conversation = Any(owned);
        var (id, agent) = (conversation.State.Interaction!.Id, conversation.State.Interaction.Agent!.Id);
        switch (_random.Next(8))
        {
            case 0 or 1 or 2:
                Tell(conversation, new ConversationCommand.Close(id, agent, null, null));
                break;
            case 3:
                Tell(_nodes["agent/" + agent], new AgentCommand.Decline(id));
                break;
            case 4:
                Tell(conversation, new ConversationCommand.MarkSeen(id, agent));
                break;
            case 5:
                // Somebody who does not own it (any more) tries.
                Tell(conversation, new ConversationCommand.Close(id, Any(_agents).State.Id, null, null));
                break;
            default:
                Tell(conversation, new ConversationCommand.SendText(id, agent, $"out{_random.Next(1000)}", new string('a', _random.Next(2) * 1_900) + " b"));
                break;
        }
    }

    private void AgentMoves()
    {
        var agent = Any(_agents);
        AgentCommand command = _random.Next(14) switch
        {
            0 => new AgentCommand.ConnectionLost(),
            1 or 8 => new AgentCommand.StartBreak(Coffee, _random.Next(4) == 0),
            2 => new AgentCommand.SetOffline(_random.Next(2) == 0),
            3 => new AgentCommand.Connected($"s{_random.Next(1000)}"),
            4 => new AgentCommand.Connected(agent.State.Sessions.LastOrDefault() ?? "s"),
            5 or 6 => new AgentCommand.SetAvailable(),
            7 => new AgentCommand.Register(agent.State.Id, $"Name {_random.Next(3)}"),
            _ => new AgentCommand.EndBreak(),
        };
        Tell(agent, command);
    }

    private void AdministratorSaves()
    {
        var campaign = Any(_campaigns);
        if (_random.Next(3) == 0)
        {
            SetMembers(campaign);
            return;
        }

        var settings = campaign.State.Settings;
        Tell(campaign, new CampaignCommand.Save(
            settings with
            {
                MaxPerAgent = 1 + _random.Next(4),
                ConnectionGraceSeconds = _random.Next(4) * 30,
                Enabled = _random.Next(6) > 0,
            },
            _random.Next(6) == 0 ? settings.Version - 1 : settings.Version));
    }

    private void SetMembers(Node<CampaignState, CampaignCommand, CampaignFact, CampaignRules> campaign)
    {
        var members = _agents.Where(_ => _random.Next(4) > 0).Select(a => new Member(a.State.Id)).ToArray();
        _random.Shuffle(members);
        Tell(campaign, new CampaignCommand.SetMembers(members));
    }
}
