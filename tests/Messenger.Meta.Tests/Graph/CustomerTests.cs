using Messenger.Meta.Tests.Webhooks;

namespace Messenger.Meta.Tests.Graph;

/// <summary>A name where Meta's profile gives none: the participants of the conversation.</summary>
public sealed class CustomerTests
{
    private const string People = """{"data":[{"id":"t_1","participants":{"data":[{"name":"Our Page","id":"100000000000001"},{"name":" Ana K ","email":"x","id":"7000000000000001"}]}}]}""";

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"id":"7"}""")]
    [InlineData("""{"error":{"code":100,"error_subcode":2018218}}""")]
    [InlineData("""{"error":{"code":230,"error_subcode":2018247}}""")]
    [InlineData("""{"error":{"code":100,"error_subcode":33}}""")]
    [InlineData("""{"error":{"code":10}}""")]
    public async Task Without_a_name_the_participants_are_asked(string profile)
    {
        await using var server = await GraphServer.Answering(($"/{Payloads.Psid}", profile), ("/conversations?", People));
        using var graph = new GraphFixture(server.Url);
        Assert.Equal(new ProfileOutcome("Ana K", null, false), await Ask(graph));
        Assert.Equal(2, server.Requests.Count);
        var asked = server.Requests.Last();
        Assert.Equal(("GET", "/v26.0/100000000000001/conversations"), (asked.Method, asked.Path));
        Assert.StartsWith("?platform=messenger&user_id=7000000000000001&fields=participants,updated_time&appsecret_proof=", asked.Query, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"name":"Ana K"}""", "Ana K", false)]
    [InlineData("""{"error":{"code":190,"error_subcode":460}}""", null, true)]
    [InlineData("""{"error":{"code":613}}""", null, true)]
    [InlineData("<html></html>", null, true)]
    public async Task A_name_or_trouble_asks_nobody_else(string profile, string? name, bool later)
    {
        await using var server = await GraphServer.Answering(profile);
        using var graph = new GraphFixture(server.Url);
        Assert.Equal(new ProfileOutcome(name, null, later), await Ask(graph));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Without_a_permit_it_is_tried_later()
    {
        await using var server = await GraphServer.Answering(($"/{Payloads.Psid}", """{"error":{"code":100,"error_subcode":2018218}}"""));
        using var graph = new GraphFixture(server.Url);
        Assert.Equal(new ProfileOutcome(null, null, true), await Ask(graph, mayReadBack: false));
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("""{"data":[]}""", true)]
    [InlineData("""{"data":[{"id":"t_1","participants":{"data":[{"name":"Somebody else","id":"55"}]}}]}""", true)]
    [InlineData("""{"data":[{"id":"t_1"}]}""", true)]
    [InlineData("""{"data":7}""", true)]
    [InlineData("""{"data":[{"id":"t_1","participants":{"data":[{"id":"7000000000000001"}]}}]}""", false)]
    [InlineData("""{"error":{"code":200}}""", false)]
    [InlineData("""{"error":{"code":4}}""", true)]
    public async Task Where_the_participants_do_not_help_it_says_whether_to_come_back(string conversations, bool later)
    {
        await using var server = await GraphServer.Answering(($"/{Payloads.Psid}", """{"error":{"code":100,"error_subcode":2018218}}"""), ("/conversations?", conversations));
        using var graph = new GraphFixture(server.Url);
        Assert.Equal(new ProfileOutcome(null, null, later), await Ask(graph));
    }

    private static Task<ProfileOutcome> Ask(GraphFixture graph, bool mayReadBack = true) => graph.Client.Customer(
        GraphServer.Token, Payloads.PageId, Payloads.Psid, () => new(mayReadBack), TestContext.Current.CancellationToken);
}
