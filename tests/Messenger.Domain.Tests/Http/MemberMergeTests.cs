using Messenger.Domain.Http;

namespace Messenger.Domain.Tests.Http;

/// <summary>Two who edit a member list at once.</summary>
public sealed class MemberMergeTests
{
    private static readonly MemberEdit[] Before = [new("ana", 0), new("bruno", 5), new("carla", 0)];

    private static string Words(IEnumerable<MemberEdit> members) => string.Join(' ', members.Select(m => $"{m.UserName}{m.Penalty}"));

    [Fact]
    public void What_each_added_removed_or_weighed_is_there_and_what_both_did_is_mine()
    {
        var merged = MemberMerge.Of(
            Before,
            [new("ana", 7), new("carla", 0), new("dora", 0)],
            [new("ana", 9), new("bruno", 5), new("carla", 3), new("elsa", 1)]);
        Assert.Equal("ana7 carla3 elsa1 dora0", Words(merged.Result));
        Assert.Equal("elsa", Assert.Single(merged.Elsewhere.Added));
        Assert.Empty(merged.Elsewhere.Removed);
        Assert.False(merged.Elsewhere.Reordered);
        Assert.Equal(["ana", "carla"], merged.Elsewhere.Penalty);
    }

    [Fact]
    public void Whom_the_other_removed_is_gone_and_whom_both_added_is_there_once()
    {
        var merged = MemberMerge.Of(Before, [.. Before, new("dora", 2)], [new("ana", 0), new("carla", 0), new("DORA", 4)]);
        Assert.Equal("ana0 carla0 DORA2", Words(merged.Result));
        Assert.Equal(("DORA", "bruno"), (Assert.Single(merged.Elsewhere.Added), Assert.Single(merged.Elsewhere.Removed)));
    }

    [Fact]
    public void My_order_stands_where_I_changed_it_else_theirs()
    {
        MemberEdit[] turned = [new("carla", 0), new("bruno", 5), new("ana", 0)];
        Assert.Equal("carla0 bruno5 ana0 dora0", Words(MemberMerge.Of(Before, turned, [.. Before, new("dora", 0)]).Result));
        var theirs = MemberMerge.Of(Before, Before, turned);
        Assert.Equal(("carla0 bruno5 ana0", true), (Words(theirs.Result), theirs.Elsewhere.Reordered));
    }
}
