using Messenger.Meta.Tests.Graph;
using Messenger.Meta.Tests.Webhooks;

namespace Messenger.Meta.Tests.Connecting;

public sealed class SubscriptionClientTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{"success":true}""")]
    [InlineData("""{"success":"true"}""")]
    public async Task The_whole_list_of_fields_is_given_each_time(string answer)
    {
        await using var server = await GraphServer.Answering(answer);
        using var graph = new GraphFixture(server.Url);
        Assert.IsType<GraphResult<Confirmed>.Done>(await graph.Subscription.Subscribe(GraphServer.Token, Payloads.PageId, Ct));
        Assert.IsType<GraphResult<Confirmed>.Done>(await graph.Subscription.Unsubscribe(GraphServer.Token, Payloads.PageId, Ct));
        Assert.Equal(
            [("POST", $"subscribed_fields={string.Join("%2C", SubscriptionClient.Fields)}"), ("DELETE", "")],
            server.Requests.Select(asked => (asked.Method, asked.Body)));
        Assert.All(server.Requests, asked => Assert.Equal("/v26.0/100000000000001/subscribed_apps", asked.Path));
    }

    [Fact]
    public void Every_field_of_the_events_that_are_read_is_in_the_list()
    {
        Assert.Superset(
            new HashSet<string>
            {
                "messages", "messaging_postbacks", "messaging_optins", "messaging_referrals", "message_deliveries", "message_reads", "message_echoes", "message_reactions",
                "message_edits", "messaging_handovers", "standby", "messaging_account_linking", "messaging_policy_enforcement",
            },
            SubscriptionClient.Fields.ToHashSet());
        // Subscribing to it would put thumb buttons under every message.
        Assert.DoesNotContain("response_feedback", SubscriptionClient.Fields);
    }

    [Theory]
    [InlineData("""{"data":[]}""", "*")]
    [InlineData("""{"data":[{"id":"5","name":"Other","subscribed_fields":["messages"]}]}""", "*")]
    [InlineData("""{"data":[{"id":"900000000000001"}]}""", "*")]
    [InlineData("""{"data":[{"id":900000000000001,"name":"Ours","subscribed_fields":[@]},{"id":"5"},{"name":"no id"}]}""", "")]
    [InlineData("""{"data":[{"id":"900000000000001","subscribed_fields":[@,"feed"]}]}""", "")]
    public async Task What_is_missing_is_named(string answer, string missing)
    {
        var all = string.Join(',', SubscriptionClient.Fields.Select(field => $"\"{field}\""));
        await using var server = await GraphServer.Answering(answer.Replace("@", all, StringComparison.Ordinal));
        using var graph = new GraphFixture(server.Url);
        var apps = Assert.IsType<GraphResult<IReadOnlyList<SubscribedApp>>.Done>(await graph.Subscription.Subscriptions(GraphServer.Token, Payloads.PageId, Ct)).Value;
        Assert.Equal(missing == "*" ? SubscriptionClient.Fields : [], graph.Subscription.Missing(apps));
    }

    [Fact]
    public async Task A_field_that_was_added_since_is_missed()
    {
        var most = string.Join(',', SubscriptionClient.Fields.Where(field => field != "message_edits").Select(field => $"\"{field}\""));
        await using var server = await GraphServer.Answering($$"""{"data":[{"id":"900000000000001","subscribed_fields":[{{most}}]}]}""");
        using var graph = new GraphFixture(server.Url);
        var apps = Assert.IsType<GraphResult<IReadOnlyList<SubscribedApp>>.Done>(await graph.Subscription.Subscriptions(GraphServer.Token, Payloads.PageId, Ct)).Value;
        Assert.Equal(["message_edits"], graph.Subscription.Missing(apps));
    }

    [Theory]
    [InlineData("""{"error":{"code":200}}""", GraphErrorClass.PermissionMissing)]
    [InlineData("""{"error":{"code":190,"error_subcode":460}}""", GraphErrorClass.TokenDead)]
    public async Task A_refusal_is_named(string answer, GraphErrorClass expected)
    {
        await using var server = await GraphServer.Answering(answer, 400);
        using var graph = new GraphFixture(server.Url);
        Assert.Equal(expected, Assert.IsType<GraphResult<Confirmed>.Refused>(await graph.Subscription.Subscribe(GraphServer.Token, Payloads.PageId, Ct)).Class);
    }
}
