using Messenger.Domain.Conversations;
using Messenger.Storage.Journal;
using Messenger.Storage.Recordings;

namespace Messenger.Bench.Floors;

/// <summary>A conversation without rules: whatever comes is appended, nothing is known, decided, owed or pushed.</summary>
[Alias("bench.bare")]
internal interface IBareGrain : IGrainWithStringKey
{
    /// <summary>Returns when it is durable.</summary>
    Task Receive(string pageId, string mid, string text, DateTimeOffset at);
}

/// <summary>One row of the journal, one of the message table and one key a message, as the product writes them, by the product's writer.</summary>
[GrainType("bare")]
internal sealed class BareGrain(JournalWriter writer) : Grain, IBareGrain
{
    private long _version;

    public async Task Receive(string pageId, string mid, string text, DateTimeOffset at)
    {
        var key = this.GetPrimaryKeyString();
        var fact = new ConversationFact.MessageReceived(_version + 1, key, mid, at, text, null, null, null);
        var encoded = FactCodec.Encode<ConversationFact>([fact]);
        var row = new NewRow(at, encoded.Facts, encoded.Content, encoded.ContentHash, _version + 1, null);
        var result = await writer.Append(new Append(
            "bare/" + key, _version, row, [.. ConversationProjection.Changes(key, fact, at)], [new MessageKey(pageId, mid)], null));
        _version = result is AppendResult.Committed committed ? committed.Version : throw new InvalidOperationException(result.ToString());
    }
}
