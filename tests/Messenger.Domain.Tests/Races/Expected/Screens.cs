using Messenger.Domain.Conversations;
using Messenger.Domain.Hubs;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Tests.Races.Expected;

/// <summary>What a browser would show that did nothing but apply the events of one stream, as desk or as transcript.</summary>
internal sealed class Screen
{
    private readonly SortedDictionary<long, MessageView> _messages = [];
    private readonly SortedSet<string> _held = new(StringComparer.Ordinal);
    private long _version;

    public AgentView? Agent { get; private set; }

    public IEnumerable<string> Held => _held;

    public IEnumerable<MessageView> Messages => _messages.Values;

    public void Show(ViewEvent e)
    {
        _version++;
        switch (e.Data)
        {
            case AgentView view:
                Assert.Equal(_version, view.Version);
                Agent = view;
                break;
            case HeldInteraction added:
                Assert.True(_held.Add(added.InteractionId), $"{added.InteractionId} is already on the desk.");
                break;
            case InteractionRemoved removed:
                Assert.True(_held.Remove(removed.InteractionId), $"{removed.InteractionId} is not on the desk.");
                break;
            case MessageView message:
                Assert.Equal(_messages.Count + 1, message.Seq);
                _messages.Add(message.Seq, message);
                break;
            case MessageChange change:
                Assert.False(
                    _messages[change.Seq].State is MessageWord.Delivered or MessageWord.Read && change.State is not (MessageWord.Delivered or MessageWord.Read or MessageWord.Failed),
                    $"Message {change.Seq} is {_messages[change.Seq].State} and becomes {change.State}.");
                _messages[change.Seq] = change.Message ?? _messages[change.Seq] with { State = change.State, Mid = change.Mid, FailureReason = change.FailureReason };
                break;
            case RingingOffer:
                break;
            case InteractionView view:
                Assert.Equal(_version, view.Version);
                break;
            default:
                Assert.Fail($"Nobody can show {e.Type}.");
                break;
        }
    }
}
