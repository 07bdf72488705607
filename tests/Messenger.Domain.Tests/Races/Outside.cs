using Messenger.Domain.Conversations;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Tests.Races;

/// <summary>Meta, as far as the race needs it: some sends succeed, some fail, of some nothing is heard but the echo.</summary>
internal sealed class Outside(Luck luck)
{
    private readonly Dictionary<string, List<string>> _phones = [];
    private int _mids;

    /// <summary>While false every send succeeds at once.</summary>
    public bool Moody { get; set; } = true;

    /// <summary>What the customer's phone shows of the Page's messages, oldest first.</summary>
    public IReadOnlyList<string> Phone(string conversation) => _phones.GetValueOrDefault(conversation) ?? [];

    public ConversationCommand Profile() => new ConversationCommand.ProfileFetched(Moody && luck.OneIn(3) ? null : "Ñandú", "es_UY");

    /// <summary>One attempt at the socket: its response (null = none ever comes) and what Meta tells by itself later.</summary>
    public (ConversationCommand? Response, IReadOnlyList<Inbound> Webhooks) Post(string conversation, Obligation.ToMeta send, DateTimeOffset now)
    {
        var unknown = new ConversationCommand.SendResult(send.ClientMessageId, send.Attempt, null, null);
        if (now > send.NotAfter)
        {
            return (unknown with { RetryAfter = TimeSpan.Zero }, []);
        }

        var mood = Moody ? luck.Next(10) : 0;
        if (mood >= 6)
        {
            return (mood switch
            {
                6 => unknown with { Failure = "refused" },
                7 => unknown with { RetryAfter = TimeSpan.FromSeconds(1) },
                8 => unknown,
                _ => null,
            }, []);
        }

        if (!_phones.TryGetValue(conversation, out var phone))
        {
            _phones[conversation] = phone = [];
        }

        phone.Add(send.Text);
        var mid = $"m{++_mids}";
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

    /// <summary>Somebody answers from the Page's own inbox.</summary>
    public Inbound.Echo FromInbox(DateTimeOffset now) => new($"m{++_mids}", "Hola desde la bandeja", [], false, null, null, now);
}
