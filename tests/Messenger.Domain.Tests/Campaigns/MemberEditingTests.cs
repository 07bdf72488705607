using Messenger.Domain.Campaigns;
using Messenger.Domain.Http;

namespace Messenger.Domain.Tests.Campaigns;

/// <summary>A member list as an administrator sent it, entry by entry.</summary>
public sealed class MemberEditingTests
{
    private static readonly Dictionary<string, MemberCandidate> People = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ana"] = new("1", "ana", true),
        ["bruno"] = new("2", "bruno", true),
        ["sofia"] = new("3", "sofia", false),
    };

    private static (IReadOnlyList<Member> Members, Faults Faults) Apply(params MemberEdit[] items)
    {
        var faults = new Faults();
        return (MemberEditing.Apply(new MembersEdit(items), People, faults), faults);
    }

    [Fact]
    public void The_order_is_that_of_the_list_and_a_penalty_left_out_is_none()
    {
        var (members, faults) = Apply(new("bruno", 100), new(" Ana "));
        Assert.Empty(faults.Fields);
        Assert.Equal([new Member("2", 100), new Member("1")], members);
        Assert.Empty(Apply().Faults.Fields);
    }

    public static TheoryData<string, string, MemberEdit[]> Wrong() => new()
    {
        { "items[1].userName", "there is no user nadie", [new("ana"), new("nadie")] },
        { "items[0].userName", "sofia is no agent", [new("sofia")] },
        { "items[1].userName", "ana stands here twice", [new("ana"), new("ANA")] },
        { "items[0].userName", "required", [new()] },
        { "items[0].userName", "required", [null!] },
        { "items[0].penalty", "a whole number from 0 to 100", [new("ana", 101)] },
        { "items[0].penalty", "a whole number from 0 to 100", [new("ana", -1)] },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_wrong_entry_is_named(string field, string said, MemberEdit[] items)
    {
        var fault = Assert.Single(Apply(items).Faults.Fields);
        Assert.Equal((field, said), (fault.Key, fault.Value.ToString()));
    }

    [Fact]
    public void Without_a_list_or_with_too_many_nothing_is_set()
    {
        foreach (var edit in new[] { new MembersEdit(), new MembersEdit([.. Enumerable.Repeat(new MemberEdit("ana"), 10_001)]) })
        {
            var faults = new Faults();
            Assert.Empty(MemberEditing.Apply(edit, People, faults));
            Assert.Equal("items", Assert.Single(faults.Fields).Key);
        }
    }

    [Theory]
    [InlineData(null, Removal.Finish, false)]
    [InlineData("finish", Removal.Finish, false)]
    [InlineData("requeue", Removal.Requeue, false)]
    [InlineData("", Removal.Finish, true)]
    [InlineData("Requeue", Removal.Finish, true)]
    public void What_becomes_of_chats_is_one_of_two_words(string? typed, Removal removal, bool isWrong)
    {
        var faults = new Faults();
        Assert.Equal(removal, MemberEditing.RemovalOf(new MembersEdit([], typed), faults));
        Assert.Equal(isWrong ? ["onRemoval"] : [], faults.Fields.Keys);
    }

    [Fact]
    public void A_hundred_faults_are_enough() => Assert.Equal(100, Apply([.. Enumerable.Repeat(new MemberEdit("nadie"), 500)]).Faults.Count);

    [Theory]
    [InlineData(CampaignType.Messenger, true, false, "not-in-voice-campaign")]
    [InlineData(CampaignType.Messenger, true, true, null)]
    [InlineData(CampaignType.Messenger, false, false, null)]
    [InlineData(CampaignType.Voice, true, false, null)]
    public void Who_is_in_no_voice_campaign_receives_nothing_where_the_rule_is_on(CampaignType type, bool needsVoice, bool isInVoice, string? reason) =>
        Assert.Equal(reason, MemberEditing.ReasonOf(type, needsVoice, isInVoice));
}
