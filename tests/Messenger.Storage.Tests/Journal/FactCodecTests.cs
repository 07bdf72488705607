using Messenger.Domain.Conversations;
using Messenger.Storage.Journal;

namespace Messenger.Storage.Tests.Journal;

/// <summary>What is personal stands in a text of its own, whatever the same thread wrote before.</summary>
public sealed class FactCodecTests
{
    [Theory]
    [InlineData(10)]
    [InlineData(200_000)]
    public void A_rows_content_has_nothing_of_the_row_before(int length)
    {
        var before = FactCodec.Encode<ConversationFact>([Received("m1", new string('ñ', length))]);
        var encoded = FactCodec.Encode<ConversationFact>([new ConversationFact.ProfileRequested(), Received("m2", "hola"), Received("m3", null)]);
        Assert.Equal("""{"1":{"text":"hola"}}""", encoded.Content);
        Assert.DoesNotContain("hola", encoded.Facts, StringComparison.Ordinal);
        Assert.Equal(length, ((ConversationFact.MessageReceived)FactCodec.Decode<ConversationFact>(before.Facts, before.Content)[0]).Text!.Length);
        Assert.Null(FactCodec.Encode<ConversationFact>([new ConversationFact.ProfileRequested()]).Content);
    }

    [Fact]
    public void Two_threads_write_at_the_same_time()
    {
        Parallel.For(0, 2_000, n =>
        {
            var text = $"número {n}";
            var encoded = FactCodec.Encode<ConversationFact>([Received("m", text)]);
            Assert.Equal(text, ((ConversationFact.MessageReceived)FactCodec.Decode<ConversationFact>(encoded.Facts, encoded.Content)[0]).Text);
        });
    }

    private static ConversationFact.MessageReceived Received(string mid, string? text) =>
        new(1, "i", mid, DateTimeOffset.UnixEpoch, text, null, null, null);
}
