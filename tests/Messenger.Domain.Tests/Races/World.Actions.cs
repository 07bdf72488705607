using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Conversations;
using Messenger.Domain.Shared;
using ConversationNode = Messenger.Domain.Tests.Races.Node<
    Messenger.Domain.Conversations.ConversationState, Messenger.Domain.Conversations.ConversationCommand,
    Messenger.Domain.Conversations.ConversationFact, Messenger.Domain.Conversations.ConversationRules>;

namespace Messenger.Domain.Tests.Races;

/// <summary>What people do: customers write, agents work and come and go, administrators change limits and members.</summary>
internal sealed partial class World
{
    /// <summary>As many sign-ins as an agent remembers.</summary>
    private const int Sessions = 16;

    private static readonly BreakKind Coffee = new("coffee", "Coffee", "coffee");

    private void Act()
    {
        switch (_luck.Next(24))
        {
            case < 5:
                CustomerWrites(_luck.Any(_conversations));
                break;
            case < 10:
                OwnerWorks();
                break;
            case < 18:
                AgentMoves();
                break;
            case 18:
                SomethingOldArrives();
                break;
            case > 19:
                HandsChange();
                break;
            default:
                AdministratorSaves();
                break;
        }
    }

    private void Post(INode node, object command) => _network.Post(node, command, $"command{++_commands}");

    private void CustomerWrites(ConversationNode conversation)
    {
        var mid = _luck.OneIn(10) && _messages > 0 ? $"in{_luck.Next(_messages)}" : $"in{_messages++}";
        var campaign = _luck.Any(_campaigns).Key;
        Inbound e = _luck.Next(18) switch
        {
            0 => _outside.FromInbox(_now),
            1 => new Inbound.Read(_now, _now),
            2 => SomethingDone(conversation, mid),
            _ => new Inbound.CustomerMessage(mid, $"Hola {mid}", [], null, null, WrittenAt(conversation)),
        };
        _network.Post(conversation, new ConversationCommand.Receive(e, campaign, campaign) { HumanAgent = _luck.OneIn(2) ? _humanAgent : null }, null);
    }

    /// <summary>What some write reaches us a day later, or a week: they can be answered for a minute or two, or not at all any more.</summary>
    private DateTimeOffset WrittenAt(ConversationNode conversation)
    {
        var isLate = conversation.Key[^1] % 2 == 0 && !_luck.OneIn(4);
        var window = _humanAgent && _luck.OneIn(2) ? WindowRules.HumanAgent : WindowRules.Standard;
        return isLate ? _now - window + TimeSpan.FromSeconds(25 + _luck.Next(150)) : _now;
    }

    /// <summary>To a message that is there, or to the one that is written in the same moment and may come later.</summary>
    private Inbound SomethingDone(ConversationNode conversation, string next)
    {
        var known = conversation.State.Messages.Where(m => m.Mid is not null).ToArray();
        var (mid, ours) = (next, false);
        if (known.Length > 0 && _luck.Next(4) > 0)
        {
            (mid, ours) = _luck.Any(known) is var m ? (m.Mid!, m.ClientMessageId is not null) : default;
        }
        else
        {
            var campaign = _luck.Any(_campaigns).Key;
            _network.Post(conversation, new ConversationCommand.Receive(new Inbound.CustomerMessage(next, $"Hola {next}", [], null, null, _now), campaign, campaign), null);
        }

        return _luck.Next(ours ? 2 : 5) switch
        {
            0 => new Inbound.Reaction(mid, false, "love", $"e{_luck.Next(3)}", _now),
            1 => new Inbound.Reaction(mid, true, null, null, _now),
            2 => new Inbound.Edited(mid, $"edit{_commands}", ++_commands, _now),
            3 => new Inbound.Unsent(mid, false, _now),
            _ => new Inbound.AccountLinked(_luck.OneIn(2), _now),
        };
    }

    private void OwnerWorks()
    {
        var owned = _conversations.Where(c => c.State.Interaction is { Phase: InteractionPhase.Owned }).ToArray();
        if (owned.Length == 0)
        {
            return;
        }

        // Some are quicker than the answer that brings the interaction to their desk.
        var hurried = owned.Where(c => SlotOf(c.State.Interaction!) is { Phase: SlotPhase.Taking }).ToArray();
        var conversation = _luck.Any(hurried.Length > 0 && _luck.OneIn(3) ? hurried : owned);
        var (id, agent) = (conversation.State.Interaction!.Id, conversation.State.Interaction.Agent!.Id);
        switch (_luck.Next(9))
        {
            case 0 or 1 or 2:
                Post(conversation, new ConversationCommand.Close(id, agent, _luck.Next(4) > 0 ? "d1" : null, null));
                if (_luck.OneIn(8))
                {
                    Post(conversation, new ConversationCommand.Close(id, agent, null, null));
                }

                if (_luck.OneIn(4))
                {
                    CustomerWrites(conversation);
                }

                break;
            case 3:
                Post(_byName["agent/" + agent], new AgentCommand.Decline(id));
                break;
            case 4:
                Post(conversation, new ConversationCommand.MarkSeen(id, agent));
                break;
            case 5:
                // Somebody who does not own it (any more) tries.
                Post(conversation, new ConversationCommand.Close(id, _luck.Any(_agents).Key, null, null));
                break;
            default:
                var word = $"b{_commands}";
                if (_luck.OneIn(4))
                {
                    Post(conversation, new ConversationCommand.SendFile(id, agent, $"out/{word}", new OutgoingFile(word, FileKind.Image, word, "image/png", 1)));
                    break;
                }

                var text = _luck.OneIn(2) ? word : new string('a', 1_900 - word.Length) + word + " " + word;
                // A screen that heard no answer writes the same message as a new command, too.
                Post(conversation, new ConversationCommand.SendText(id, _luck.OneIn(8) ? _luck.Any(_agents).Key : agent, $"out/{word}", text));
                if (_luck.OneIn(8))
                {
                    Post(conversation, new ConversationCommand.SendText(id, agent, $"out/{word}", text));
                }

                break;
        }
    }

    /// <summary>From a past that never was, and fenced off all the same: each rule holds though another would have prevented this.</summary>
    private void SomethingOldArrives()
    {
        var kind = _luck.Next(5);
        var suitable = _conversations.Where(c => c.State.Interaction is { } i && kind switch
        {
            0 => i is { Phase: InteractionPhase.Owned or InteractionPhase.Ended, Handing: null },
            1 => i.Epoch > 1,
            2 => i is { Epoch: > 1, Phase: InteractionPhase.Queueing },
            3 => c.State.Outbox is [{ Attempt: > 1 }, ..],
            _ => c.State.Outbox is [{ Looks: > 1 }, ..],
        }).ToArray();
        if (suitable.Length == 0)
        {
            return;
        }

        var conversation = _luck.Any(suitable);
        var i = conversation.State.Interaction!;
        object old = kind switch
        {
            0 => new ConversationCommand.Take(new Lease(i.CampaignId, 0), i.Id, i.Epoch, _luck.Any(_agents).State.Name),
            1 => new CampaignCommand.Remove(i.Id, i.Epoch - 1),
            2 => new ConversationCommand.EnqueueAnswered(i.Id, i.Epoch - 1, new Answer.Placed(QueuePlace.Queued)),
            4 => new ConversationCommand.ReadBackResult(
                conversation.State.Outbox[0].ClientMessageId, conversation.State.Outbox[0].Attempt, conversation.State.Outbox[0].Looks - 1, null, true, TimeSpan.Zero),
            _ => new ConversationCommand.SendResult(conversation.State.Outbox[0].ClientMessageId, conversation.State.Outbox[0].Attempt - 1, null, "late"),
        };
        _network.Post(kind == 1 ? _byName[Names.CampaignStream(i.CampaignId)] : conversation, old, null);
    }

    private void AgentMoves()
    {
        var agent = _luck.Any(_agents);
        if (_luck.OneIn(6) && _campaigns.Where(c => c.State.Settings.Strategy.IsPull && !c.State.Line.IsEmpty).ToArray() is { Length: > 0 } pulling)
        {
            var campaign = _luck.Any(pulling);
            var wanted = _luck.OneIn(3) ? campaign.State.Line[_luck.Next(campaign.State.Line.Count)] : campaign.State.Line.Min;
            Post(campaign, new CampaignCommand.Pull(agent.Key, wanted.InteractionId));
            return;
        }

        AgentCommand command = _luck.Next(17) switch
        {
            14 => new AgentCommand.SetCap(_luck.OneIn(2) ? null : _luck.Next(5)),
            15 or 16 => new AgentCommand.SetCall(!agent.State.InCall),
            0 => new AgentCommand.ConnectionLost(),
            1 or 8 => new AgentCommand.StartBreak(Coffee, _luck.OneIn(4)),
            2 => new AgentCommand.SetOffline(_luck.OneIn(2)),
            3 => new AgentCommand.Connected($"s{_luck.Next(Sessions)}"),
            4 => new AgentCommand.Connected(agent.State.Sessions.LastOrDefault() ?? "s0"),
            5 or 6 => new AgentCommand.SetAvailable(),
            7 => new AgentCommand.Register(agent.Key, $"Name {_luck.Next(3)}"),
            _ => new AgentCommand.EndBreak(),
        };
        Post(agent, command);
    }
}
