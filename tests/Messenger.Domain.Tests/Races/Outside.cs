using Messenger.Domain.Conversations;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Tests.Races;

/// <summary>Meta, as far as the race needs it: some sends succeed, some fail, of some nothing is heard but the echo.</summary>
internal sealed class Outside(Random random)
{
    private readonly HashSet<string> _attempts = [];
    private int _mids;

    /// <summary>While false every send succeeds at once.</summary>
    public bool Moody { get; set; } = true;

    public string NextMid() => $"m{++_mids}";

    /// <summary>The commands with which the result of an obligation comes home.</summary>
    public IEnumerable<ConversationCommand> Carry(Obligation obligation, DateTimeOffset now)
    {
        switch (obligation)
        {
            case Obligation.ToProfile:
                yield return new ConversationCommand.ProfileFetched(Moody && random.Next(3) == 0 ? null : "Ñandú", "es_UY");
                break;
            case Obligation.ToMeta send:
                // A process that finds the attempt already begun by an earlier one does not know what became of it.
                var began = _attempts.Add(send.Key);
                foreach (var command in began ? Sent(send, now) : [new ConversationCommand.SendResult(send.ClientMessageId, send.Attempt, null, null)])
                {
                    yield return command;
                }

                break;
        }
    }

    private ConversationCommand[] Sent(Obligation.ToMeta send, DateTimeOffset now)
    {
        var mid = NextMid();
        var result = new ConversationCommand.SendResult(send.ClientMessageId, send.Attempt, mid, null);
        var echo = new ConversationCommand.Receive(new Inbound.Echo(mid, send.Text, [], true, "1", send.ClientMessageId, now), "c1", "C1");
        return (Moody ? random.Next(8) : 0) switch
        {
            0 or 1 => [result, echo],
            2 => [echo, result],
            3 => [echo],
            4 => [result with { Mid = null, Failure = "refused" }],
            5 => [result with { Mid = null, RetryAfter = TimeSpan.FromSeconds(1) }],
            6 => [result with { Mid = null }],
            _ => [],
        };
    }
}
