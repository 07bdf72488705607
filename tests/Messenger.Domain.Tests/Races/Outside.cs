using Messenger.Domain.Conversations;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Tests.Races;

/// <summary>Meta, as far as the race needs it: some sends succeed, some fail, of some nothing is heard but the echo, or not even that.</summary>
internal sealed class Outside(Luck luck)
{
    private readonly Dictionary<string, List<Shown>> _phones = [];
    private int _mids;

    /// <summary>While false every send succeeds at once, and every thread can be read and taken.</summary>
    public bool Moody { get; set; } = true;

    /// <summary>What the customer's phone shows of the Page's messages, oldest first; a file by its name.</summary>
    public IReadOnlyList<(string Id, string Content)> Phone(string conversation) => [.. PhoneOf(conversation).Select(shown => (shown.Metadata, shown.Content))];

    public ConversationCommand Profile() => new ConversationCommand.ProfileFetched(Moody && luck.OneIn(3) ? null : "Ñandú", "es_UY");

    /// <summary>One attempt at the socket: its response (null = none ever comes) and what Meta tells by itself later.</summary>
    public (ConversationCommand? Response, IReadOnlyList<Inbound> Webhooks) Post(string conversation, Obligation.ToMeta send, DateTimeOffset now)
    {
        var unknown = new ConversationCommand.SendResult(send.ClientMessageId, send.Attempt, null, null);
        if (now > send.NotAfter)
        {
            return (unknown with { RetryAfter = TimeSpan.Zero }, []);
        }

        var mood = Moody ? luck.Next(12) : 0;
        if (mood >= 6)
        {
            return (mood switch
            {
                6 => unknown with { Failure = "refused" },
                7 => unknown with { RetryAfter = TimeSpan.FromSeconds(1) },
                8 => unknown,
                9 => unknown with { Failure = FailureReason.OtherApp },
                10 => unknown with { RetryAfter = TimeSpan.FromSeconds(1), OwnPace = true },
                _ => null,
            }, []);
        }

        var (mid, content) = ($"m{++_mids}", send.Text ?? send.File!.Name);
        PhoneOf(conversation).Add(new Shown(content, mid, send.ClientMessageId));
        var sent = unknown with { Mid = mid };
        var echo = new Inbound.Echo(mid, send.Text, [], true, "1", send.ClientMessageId, now);
        return mood switch
        {
            0 or 1 => (sent, [echo, new Inbound.Delivered(now, now)]),
            2 => (sent, [echo, new Inbound.Read(now, now)]),
            3 => (null, [echo]),
            4 => (unknown, [echo]),
            _ => (luck.OneIn(2) ? null : unknown, []),
        };
    }

    /// <summary>The thread is read: the message is in it, it is not, or nobody can say. Which of several alike it is, Meta's order tells.</summary>
    public ConversationCommand Read(string conversation, Obligation.ToReadBack look)
    {
        var result = new ConversationCommand.ReadBackResult(look.ClientMessageId, look.Attempt, look.Look, null, false, TimeSpan.FromSeconds(luck.Next(8)));
        return Moody && luck.OneIn(3)
            ? result
            : result with { Certain = true, Mid = PhoneOf(conversation).Find(shown => shown.Metadata == look.ClientMessageId)?.Mid };
    }

    public ConversationCommand TakeThread(Obligation.ToThread take) =>
        new ConversationCommand.ThreadTakeResult(take.ClientMessageId, take.Attempt, Refused: Moody && luck.OneIn(2));

    /// <summary>Somebody answers from the Page's own inbox.</summary>
    public Inbound.Echo FromInbox(DateTimeOffset now) => new($"m{++_mids}", "Hola desde la bandeja", [], false, null, null, now);

    private List<Shown> PhoneOf(string conversation)
    {
        if (!_phones.TryGetValue(conversation, out var phone))
        {
            _phones[conversation] = phone = [];
        }

        return phone;
    }

    private sealed record Shown(string Content, string Mid, string Metadata);
}
