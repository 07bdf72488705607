using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Messenger.Domain.Http;
using Messenger.Front.Tests.Product;

namespace Messenger.Front.Tests.Pages;

/// <summary>What Meta tells about a Page as a whole, as a supervisor reads it.</summary>
[Collection(ProductCollection.Name)]
public sealed class PageEventTests(SharedProduct shared)
{
    private const string Ours = Simulator.SimulatorDefaults.AppId;

    [Fact]
    public async Task A_policy_measure_an_app_role_and_a_change_are_listed_newest_first_and_kept_aside_as_they_came()
    {
        var work = await Workplace.Open(shared.Running);
        string[] items =
        [
            $$$"""{"recipient":{"id":"{{{work.PageId}}}"},"timestamp":1764000001000,"policy_enforcement":{"action":"warning","reason":"Promoci\u00f3n no permitida"}}""",
            $$$"""{"recipient":{"id":"{{{work.PageId}}}"},"timestamp":1764000002000,"policy_enforcement":{"action":"block","reason":"Again"}}""",
            $$$"""{"recipient":{"id":"{{{work.PageId}}}"},"timestamp":1764000003000,"policy_enforcement":{"action":"unblock"}}""",
            $$$"""{"recipient":{"id":"{{{work.PageId}}}"},"timestamp":1764000004000,"app_roles":{"1":["other"],"{{{Ours}}}":["primary_receiver","secondary_receiver"]}}""",
        ];
        var body = SignedWebhook.BodyOf(
            $$"""{"id":"{{work.PageId}}","time":1764000009000,"messaging":[{{string.Join(',', items)}}]}""",
            $$$"""{"id":"{{{work.PageId}}}","time":1764000005000,"changes":[{"field":"feed","value":{"item":"post"}}]}""");
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(HttpStatusCode.OK, await work.Webhook.Deliver(body));
        }

        var list = await List(work.PageId);
        Assert.Equal(
            [
                "1764000005000 changes feed -", "1764000004000 app_roles primary_receiver,secondary_receiver -", "1764000003000 policy_enforcement unblock -",
                "1764000002000 policy_enforcement block Again", "1764000001000 policy_enforcement warning Promoción no permitida",
            ],
            list.Select(e => $"{e.At.ToUnixTimeMilliseconds()} {e.Kind} {e.Action} {e.Reason ?? "-"}"));
        Assert.All(list, e => Assert.Equal(work.PageId, e.PageId));
        Assert.Equal(["block", "warning"], (await List(work.PageId, "?kind=policy_enforcement")).Select(e => e.Action).Skip(1));
        Assert.Equal("feed", Assert.Single(await List(work.PageId, "?limit=1")).Action);
        Assert.Equal(10, (await shared.Running.Aside(work.PageId)).Count);
    }

    [Fact]
    public async Task Without_a_time_the_moment_of_receipt_counts_and_a_repeat_is_no_second_event()
    {
        var work = await Workplace.Open(shared.Running);
        var body = SignedWebhook.BodyOf($$$"""{"id":"{{{work.PageId}}}","messaging":[{"policy_enforcement":{"action":"warning"}}]}""");
        var before = DateTimeOffset.UtcNow.AddMilliseconds(-1);
        Assert.Equal(HttpStatusCode.OK, await work.Webhook.Deliver(body));
        Assert.Equal(HttpStatusCode.OK, await work.Webhook.Deliver(body));
        Assert.InRange(Assert.Single(await List(work.PageId)).At, before, DateTimeOffset.UtcNow);
    }

    [Fact]
    public async Task A_Page_nothing_is_known_of_has_no_events() => Assert.Empty(await List("7999999999"));

    [Theory]
    [InlineData("?limit=0", "limit")]
    [InlineData("?limit=201", "limit")]
    [InlineData("?limit=-1", "limit")]
    [InlineData("?limit=many", "limit")]
    [InlineData("?limit=", "limit")]
    [InlineData("?kind=feed", "kind")]
    public async Task What_is_asked_wrongly_is_named(string query, string field)
    {
        using var sofia = await shared.Running.Client("sofia");
        using var reply = await sofia.GetAsync("/api/pages/1/events" + query, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        var problem = await AnsweredProblem.Of(reply);
        Assert.Equal("/problems/validation", problem.Type);
        Assert.Equal(field, Assert.Single(problem.Errors!).Key);
    }

    [Theory]
    [InlineData("tienda")]
    [InlineData("12x")]
    [InlineData("123456789012345678901234567890123")]
    public async Task What_is_no_id_is_not_found(string pageId)
    {
        using var sofia = await shared.Running.Client("sofia");
        using var reply = await sofia.GetAsync($"/api/pages/{pageId}/events", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, reply.StatusCode);
        Assert.Equal("/problems/not-found", (await AnsweredProblem.Of(reply)).Type);
    }

    private async Task<IReadOnlyList<PageEventItem>> List(string pageId, string query = "")
    {
        using var sofia = await shared.Running.Client("sofia");
        return (await sofia.GetFromJsonAsync<PageEventList>($"/api/pages/{pageId}/events{query}", JsonSerializerOptions.Web))!.Items;
    }
}
