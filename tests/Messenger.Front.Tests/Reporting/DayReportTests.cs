using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Messenger.Domain.Http;
using Messenger.Domain.Hubs;
using Messenger.Domain.Metrics;
using Messenger.Front.Tests.Product;
using Messenger.Storage.Reporting;
using Microsoft.Extensions.DependencyInjection;

namespace Messenger.Front.Tests.Reporting;

/// <summary>GET /api/reports/day: the figures of a campaign's day, the same as on its board.</summary>
[Collection(ProductCollection.Name)]
public sealed class DayReportTests(SharedProduct shared)
{
    private readonly RunningProduct _product = shared.Running;

    [Fact]
    public async Task A_day_of_one_who_was_served_and_one_who_waits()
    {
        var work = await Workplace.Open(_product, maxPerAgent: 1);
        await using var agent = await _product.Connect(await work.Agent("ana"));
        await agent.Desk();
        Assert.Equal(HttpStatusCode.OK, await work.Webhook.Write(work.Customer(), "Hola"));
        var added = await agent.Saw<InteractionAdded>("interaction.added", _ => true);
        Assert.True((await agent.Do("MarkSeen", added.Interaction.Id)).Ok);
        Assert.True((await agent.Do("SendText", added.Interaction.Id, "m1", "Buenas")).Ok);
        Assert.True((await agent.Do("Close", added.Interaction.Id, null, null, null)).Ok);
        Assert.Equal(HttpStatusCode.OK, await work.Webhook.Write(work.Customer(), "Hola"));
        await agent.Saw<InteractionAdded>("interaction.added", i => i.Interaction.Id != added.Interaction.Id);
        Assert.Equal(HttpStatusCode.OK, await work.Webhook.Write(work.Customer(), "Hola"));

        var report = await Eventually.Is(() => Day(work.CampaignId), r => r.Figures is { Queued: 3, Ended: 1 }, "all three are counted");
        var figures = report.Figures;
        Assert.Equal((1, 0, 0, 2), (figures.Answered, figures.Abandoned, figures.EndedOtherwise, figures.Waiting));
        Assert.Equal((1.0, 1.0, 1.0, 0.0), (figures.ServiceLevelAnswered, figures.ServiceLevelStandard, figures.FirstReplyWithin, figures.AbandonmentRate));
        Assert.Equal(1, Assert.Single(report.Completed).Completed);
        Assert.Equal((work.CampaignId, 20, TimeSpan.FromHours(24)), (report.CampaignId, report.ServiceLevelSeconds, report.Until - report.From));

        // The board stands on the same rows and the same formulas.
        var tiles = (await _product.Services.GetRequiredService<BoardQueries>().Read(work.CampaignId, report.At, TestContext.Current.CancellationToken)).Tiles;
        Assert.Equal(
            (figures.Queued, figures.Answered, figures.Abandoned, figures.EndedOtherwise, figures.Waiting, figures.Ended),
            (tiles.QueuedToday, tiles.AnsweredToday, tiles.AbandonedToday, tiles.EndedOtherwiseToday, tiles.UnansweredToday, tiles.EndedToday));
        Assert.Equal(
            (figures.ServiceLevelAnswered, figures.ServiceLevelWithAbandoned, figures.AsaSeconds, figures.AhtSeconds),
            (tiles.ServiceLevelAnswered, tiles.ServiceLevelWithAbandoned, tiles.AsaSeconds, tiles.AhtSeconds));
    }

    [Fact]
    public async Task A_day_without_anybody_has_no_figures()
    {
        var report = await Day("soporte", "2001-02-03");
        Assert.Equal((new DateOnly(2001, 2, 3), 0), (report.Day, report.Figures.Queued));
        Assert.Equal(DayFigures.Of(new DayCounts()), report.Figures);
        Assert.Empty(report.Completed);
    }

    [Theory]
    [InlineData("/api/reports/day", HttpStatusCode.BadRequest, "campaign")]
    [InlineData("/api/reports/day?campaign=%20", HttpStatusCode.BadRequest, "campaign")]
    [InlineData("/api/reports/day?campaign=soporte&day=yesterday", HttpStatusCode.BadRequest, "day")]
    [InlineData("/api/reports/day?campaign=soporte&day=9999-12-31", HttpStatusCode.BadRequest, "day")]
    [InlineData("/api/reports/day?campaign=nobody", HttpStatusCode.NotFound, "There is no such campaign.")]
    public async Task What_cannot_be_answered_is_said_so(string address, HttpStatusCode status, string said)
    {
        using var sofia = await _product.Client("sofia");
        using var reply = await sofia.GetAsync(new Uri(address, UriKind.Relative));
        var problem = await reply.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(status, reply.StatusCode);
        Assert.Contains(said, problem.GetRawText(), StringComparison.Ordinal);
        Assert.StartsWith("/problems/", problem.GetProperty("type").GetString(), StringComparison.Ordinal);
    }

    private async Task<DayReport> Day(string campaign, string? day = null)
    {
        using var sofia = await _product.Client("sofia");
        return (await sofia.GetFromJsonAsync<DayReport>($"/api/reports/day?campaign={campaign}&day={day}"))!;
    }
}
