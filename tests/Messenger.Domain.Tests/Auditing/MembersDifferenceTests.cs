using Messenger.Domain.Auditing;
using Messenger.Domain.Campaigns;

namespace Messenger.Domain.Tests.Auditing;

/// <summary>What the audit says of a member list: who came, who went, penalties, order; by user names.</summary>
public sealed class MembersDifferenceTests
{
    private static readonly Dictionary<string, string> Names = new() { ["1"] = "ana", ["2"] = "bruno", ["3"] = "carla" };

    private static Member[] List(string members) =>
        [.. members.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(m => m.Split(':')).Select(m => new Member(m[0], m.Length > 1 ? int.Parse(m[1], System.Globalization.CultureInfo.InvariantCulture) : 0))];

    [Theory]
    [InlineData("", "1 2:5", "added: -> ana 0, bruno 5")]
    [InlineData("1:7 2", "2", "removed: ana 7 ->")]
    [InlineData("1 2", "1:9 2", "penalty: ana 0 -> ana 9")]
    [InlineData("1 2 3", "3 1 2", "order: ana, bruno, carla -> carla, ana, bruno")]
    [InlineData("1 2", "1 2", "")]
    [InlineData("1 2", "2 3", "added: -> carla 0; removed: ana 0 ->")]
    [InlineData("1 2 3", "2:1 4 1", "added: -> 4 0; removed: carla 0 ->; penalty: bruno 0 -> bruno 1; order: ana, bruno -> bruno, ana")]
    public void It_says_what_became_of_the_list(string before, string after, string said) => Assert.Equal(
        said, string.Join("; ", MembersDifference.Of(List(before), List(after), Names).Select(c => $"{c.Field}: {c.Before} -> {c.After}".Replace(":  ->", ": ->", StringComparison.Ordinal).TrimEnd())));

    [Fact]
    public void Thousands_are_cut()
    {
        var change = Assert.Single(MembersDifference.Of([], [.. Enumerable.Range(0, 5_000).Select(n => new Member($"{n}"))], Names));
        Assert.Equal(2_000, change.After!.Length);
        Assert.EndsWith("…", change.After, StringComparison.Ordinal);
    }
}
