using System.Net;
using System.Net.Http.Json;
using Messenger.Domain.Hubs;
using Messenger.Domain.Proof;
using Messenger.Front.Tests.Product;

namespace Messenger.Front.Tests.Proof;

/// <summary>GET /api/proof: what the journal of a day proves (B10).</summary>
[Collection(ProductCollection.Name)]
public sealed class ProofEndpointTests(SharedProduct shared)
{
    private readonly RunningProduct _product = shared.Running;

    [Fact]
    public async Task A_served_customer_stands_in_the_sums_of_a_clean_day()
    {
        var work = await Workplace.Open(_product);
        await using var agent = await _product.Connect(await work.Agent("ana"));
        await agent.Desk();
        Assert.Equal(HttpStatusCode.OK, await work.Webhook.Write(work.Customer(), "Hola"));
        var added = await agent.Saw<InteractionAdded>("interaction.added", _ => true);
        Assert.True((await agent.Do("MarkSeen", added.Interaction.Id)).Ok);

        using var sofia = await _product.Client("sofia");
        var report = await Eventually.Is(
            async () => (await sofia.GetFromJsonAsync<ProofReport>("/api/proof"))!, r => r.Sums.Any(s => s.CampaignId == work.CampaignId && s.Answered == 1), "it is answered");
        Assert.Equal(new ProvenSum(work.CampaignId, 1, 1, 0, 0, 0), report.Sums.Single(s => s.CampaignId == work.CampaignId));
        Assert.Empty(report.Violations);
        Assert.True(report.Checked > 0);
    }

    [Fact]
    public async Task A_day_without_anything_is_proven_too()
    {
        using var sofia = await _product.Client("sofia");
        var report = (await sofia.GetFromJsonAsync<ProofReport>("/api/proof?day=2001-02-03"))!;
        Assert.Equal((new DateOnly(2001, 2, 3), 0, 0), (report.Day, report.Checked, report.ViolationCount));
    }

    [Theory]
    [InlineData("yesterday")]
    [InlineData("2026-13-01")]
    [InlineData("9999-12-31")]
    [InlineData("0001-01-01")]
    public async Task What_is_no_day_is_said_so(string day)
    {
        using var sofia = await _product.Client("sofia");
        using var reply = await sofia.GetAsync(new Uri("/api/proof?day=" + day, UriKind.Relative));
        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        Assert.Contains("day", await reply.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_not_for_agents()
    {
        using var ana = await _product.Client("ana");
        using var reply = await ana.GetAsync(new Uri("/api/proof", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Forbidden, reply.StatusCode);
    }
}
