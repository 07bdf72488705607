using System.Text.Json.Nodes;
using Messenger.Domain.Http;

namespace Messenger.Domain.Tests.Http;

/// <summary>Two administrators save the same settings.</summary>
public sealed class EditMergeTests
{
    private static readonly JsonObject Before = Parse("""{"name":"Ventas","limit":3,"schedule":[{"from":"09:00"}],"note":null}""");

    [Fact]
    public void What_only_one_of_them_changed_is_kept_and_what_the_other_changed_is_named()
    {
        var merged = EditMerge.Of(
            Before,
            mine: Parse("""{"name":"Ventas","limit":5,"schedule":[{"from":"09:00"}],"note":null}"""),
            theirs: Parse("""{"name":"Ventas UY","limit":3,"schedule":[{"from":"10:00"}],"note":null}"""));
        Assert.Equal("""{"name":"Ventas UY","limit":5,"schedule":[{"from":"10:00"}],"note":null}""", merged.Result.ToJsonString());
        Assert.Equal(["name", "schedule"], merged.Changed.Select(c => c.Field));
        Assert.All(merged.Changed, c => Assert.Null(c.Mine));
    }

    [Fact]
    public void Where_both_changed_it_mine_stands_and_theirs_is_shown()
    {
        var merged = EditMerge.Of(
            Before,
            mine: Parse("""{"name":"A","limit":3,"schedule":[{"from":"09:00"}],"note":"x"}"""),
            theirs: Parse("""{"name":"B","limit":3,"schedule":[{"from":"09:00"}],"note":"y"}"""));
        Assert.Equal(("A", "x"), (merged.Result["name"]!.GetValue<string>(), merged.Result["note"]!.GetValue<string>()));
        Assert.Equal([("name", "B", "A"), ("note", "y", "x")], merged.Changed.Select(c => (c.Field, c.Theirs!.GetValue<string>(), c.Mine!.GetValue<string>())));
    }

    [Fact]
    public void The_same_change_of_both_is_no_contest()
    {
        var same = Parse("""{"name":"A","limit":3,"schedule":[{"from":"09:00"}],"note":null}""");
        var merged = EditMerge.Of(Before, same, same);
        Assert.True(JsonNode.DeepEquals(same, merged.Result));
        Assert.Null(Assert.Single(merged.Changed).Mine);
    }

    [Fact]
    public void A_field_that_a_newer_server_knows_stays_as_it_is_there()
    {
        var merged = EditMerge.Of(Before, Before, Parse("""{"name":"Ventas","limit":3,"schedule":[{"from":"09:00"}],"note":null,"colour":"red"}"""));
        Assert.Equal("red", merged.Result["colour"]!.GetValue<string>());
    }

    private static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();
}
