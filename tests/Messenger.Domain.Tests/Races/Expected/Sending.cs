using Messenger.Domain.Conversations;

namespace Messenger.Domain.Tests.Races.Expected;

/// <summary>What a conversation sends and when: no attempt before its time, none given up before its time, no mark for what had not begun.</summary>
internal sealed class Sending
{
    private static readonly TimeSpan WriteWithin = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan TextIsOver = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan FileIsOver = TimeSpan.FromSeconds(100);
    private static readonly TimeSpan UnconfirmedAfter = TimeSpan.FromSeconds(60);

    private readonly Dictionary<string, long> _seqs = [];
    private readonly Dictionary<long, DateTimeOffset> _begun = [];
    private readonly Dictionary<string, DateTimeOffset> _notBefore = [];
    private readonly Dictionary<string, int> _attempts = [];
    private readonly HashSet<string> _echoed = [];
    private readonly HashSet<string> _files = [];
    private readonly HashSet<string> _threads = [];
    private readonly Dictionary<string, (DateTimeOffset First, DateTimeOffset Latest, int Look)> _looks = [];
    private DateTimeOffset _farthest = DateTimeOffset.MinValue;

    /// <summary>Meta's echo of it came: it was sent, whatever else was heard.</summary>
    public bool IsConfirmed(string clientMessageId) => _echoed.Contains(clientMessageId);

    public void Of(Decided<ConversationState, ConversationCommand, ConversationFact> d)
    {
        if (d.Command is ConversationCommand.Receive { Event: Inbound.Echo { FromUs: true, Metadata: { } metadata } })
        {
            _echoed.Add(metadata);
        }

        if (d.Command is ConversationCommand.SendResult r && _attempts.GetValueOrDefault(r.ClientMessageId) != r.Attempt)
        {
            // The end of the customer's patience, or of a silence, may have been noticed with it.
            Assert.All(d.Facts, fact => Assert.True(
                fact is ConversationFact.Abandoned or ConversationFact.Ended or ConversationFact.AutomaticTold or ConversationFact.MessageQueued { Automatic: true }
                    or ConversationFact.SendStarted { Attempt: 1 },
                $"{r} is of an earlier attempt and no reason for {fact}"));
        }

        if (d.Command is ConversationCommand.ReadBackResult look)
        {
            Looked(look, d.Facts);
        }

        if (WatermarkOf(d.Command) is { } watermark && watermark > _farthest)
        {
            _farthest = watermark;
        }

        foreach (var fact in d.Facts)
        {
            Happened(fact, d.Command, d.At);
        }
    }

    private void Happened(ConversationFact fact, ConversationCommand command, DateTimeOffset at)
    {
        switch (fact)
        {
            case ConversationFact.MessageQueued f:
                _seqs[f.ClientMessageId] = f.Seq;
                if (f.File is not null)
                {
                    _files.Add(f.ClientMessageId);
                }

                break;
            case ConversationFact.EchoReceived f:
                _begun[f.Seq] = f.MetaAt;
                break;
            case ConversationFact.SendStarted f:
                Assert.True(at >= _notBefore.GetValueOrDefault(f.ClientMessageId), $"{f.ClientMessageId} was tried again before Meta wanted it.");
                Assert.Equal(at + WriteWithin, f.NotAfter);
                _attempts[f.ClientMessageId] = f.Attempt;
                _begun[_seqs[f.ClientMessageId]] = at;
                _looks.Remove(f.ClientMessageId);
                break;
            case ConversationFact.ReadBackStarted f:
                _looks[f.ClientMessageId] = (_looks.TryGetValue(f.ClientMessageId, out var before) ? before.First : at, at, f.Look);
                break;
            case ConversationFact.ThreadTakeStarted f:
                Assert.True(_threads.Add(f.ClientMessageId), $"The thread was taken twice for {f.ClientMessageId}.");
                break;
            case ConversationFact.SendDeferred f:
                // It surely was not sent.
                _begun.Remove(_seqs[f.ClientMessageId]);
                _notBefore[f.ClientMessageId] = f.Until;
                break;
            case ConversationFact.SendUnknown f when command is ConversationCommand.Tick:
                HasTried(f.ClientMessageId, OverAfter(f.ClientMessageId), at);
                break;
            case ConversationFact.MessageFailed { Reason: FailureReason.Unconfirmed } f:
                Assert.True(at - _looks[f.ClientMessageId].First >= UnconfirmedAfter, $"{f.ClientMessageId} was given up before its time.");
                break;
            case ConversationFact.MessageDelivered f:
                HadBegun(f.Seq, command);
                break;
            case ConversationFact.MessageRead f:
                HadBegun(f.Seq, command);
                break;
        }
    }

    private TimeSpan OverAfter(string clientMessageId) => _files.Contains(clientMessageId) ? FileIsOver : TextIsOver;

    /// <summary>It is tried again only when the newest look began after everything was over and surely found nothing.</summary>
    private void Looked(ConversationCommand.ReadBackResult look, IEnumerable<ConversationFact> facts)
    {
        if (facts.Any(f => f is ConversationFact.SendDeferred d && d.ClientMessageId == look.ClientMessageId))
        {
            Assert.True(look is { Mid: null, Certain: true }, $"{look} does not say that it was not sent.");
            Assert.Equal((_attempts[look.ClientMessageId], _looks[look.ClientMessageId].Look), (look.Attempt, look.Look));
            var began = _looks[look.ClientMessageId].Latest;
            Assert.True(
                began - _begun[_seqs[look.ClientMessageId]] >= TextIsOver, $"{look.ClientMessageId} was looked for too early to be sent again.");
        }
    }

    private void HasTried(string clientMessageId, TimeSpan atLeast, DateTimeOffset at) =>
        Assert.True(at - _begun[_seqs[clientMessageId]] >= atLeast, $"{clientMessageId} was given up before its time.");

    private void HadBegun(long seq, ConversationCommand command)
    {
        // A mark can overtake the echo of the inbox's message.
        var watermark = command is ConversationCommand.Receive { Event: Inbound.Echo { FromUs: false } } ? _farthest : WatermarkOf(command);
        Assert.True(_begun.TryGetValue(seq, out var begun) && begun <= watermark, $"A mark of {watermark:O} covers message {seq}, which began later or not.");
    }

    private static DateTimeOffset? WatermarkOf(ConversationCommand command) => command switch
    {
        ConversationCommand.Receive { Event: Inbound.Delivered d } => d.Watermark,
        ConversationCommand.Receive { Event: Inbound.Read r } => r.Watermark,
        _ => null,
    };
}
