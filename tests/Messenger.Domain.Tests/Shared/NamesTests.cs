using System.Globalization;
using CsCheck;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Tests.Shared;

public sealed class NamesTests
{
    private static readonly Gen<string> Ids = Gen.Char["0123456789"].Array[1, 32].Select(c => new string(c));

    [Fact]
    public void An_interaction_names_its_conversation_and_back() => Gen.Select(Ids, Ids, Gen.Int[1, int.MaxValue]).Sample((page, psid, number) =>
    {
        var key = Names.ConversationKey(page, psid);
        return Names.SplitConversationKey(key) == (page, psid) && Names.ConversationOf(Names.InteractionId(key, number)) == key;
    });

    [Theory]
    [InlineData("")]
    [InlineData("1-2")]
    [InlineData("1-2-3-4")]
    [InlineData("1--3")]
    [InlineData("a-2-3")]
    [InlineData("1-2-x")]
    [InlineData("1-2-٣")]
    [InlineData("1:2-3")]
    [InlineData("123456789012345678901234567890123-2-3")]
    public void What_has_another_form_is_no_interaction(string id) => Assert.Null(Names.ConversationOf(id));

    [Fact]
    public void Streams_are_named_by_kind_and_key()
    {
        Assert.Equal("conversation/1:2", Names.ConversationStream("1:2"));
        Assert.Equal("agent/a1", Names.AgentStream("a1"));
        Assert.Equal("campaign/c1", Names.CampaignStream("c1"));
        Assert.Equal("board/c1~7", Names.BoardStream("c1", "7"));
    }

    [Fact]
    public void A_lease_is_written_alike_in_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("sv-SE");
            Assert.Equal("c1#-5", new Lease("c1", -5).ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
