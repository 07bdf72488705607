using System.Diagnostics;
using System.Net;
using Messenger.Domain.Hubs;
using Messenger.Front.Tests.Product;

namespace Messenger.Front.Tests.Telemetry;

/// <summary>One trace leads from Meta's delivery to the client's screen, across inbox, commit thread, push stream and hub.</summary>
public sealed class TraceTests(TracedProduct traced) : IClassFixture<TracedProduct>
{
    private readonly RunningProduct _product = traced.Running;

    [Fact]
    public async Task A_message_is_one_trace_from_the_webhook_to_the_hub()
    {
        var work = await Workplace.Open(_product);
        await using var desk = await _product.Connect(await work.Agent("tess"));
        await desk.Desk();
        var psid = work.Customer();
        Assert.Equal(HttpStatusCode.OK, await work.Webhook.Write(psid, "hello"));
        await desk.Saw<InteractionAdded>("interaction.added", _ => true);
        using var spans = new SpanLog();

        Assert.Equal(HttpStatusCode.OK, await work.Webhook.Write(psid, "second"));
        await desk.Saw<MessageView>("message.added", m => m.Text == "second");

        var push = await spans.Ended(s => Is(s, "push", work.StreamOf(psid)), "the push of the message ended");
        var hub = await spans.Ended(s => s.OperationName == "hub" && s.ParentSpanId == push.SpanId, "the batch with it was written");
        var trace = spans.Of(push.TraceId);
        var webhook = Assert.Single(trace, s => s.OperationName == "webhook");
        var commit = Assert.Single(trace, s => Is(s, "commit", work.StreamOf(psid)));
        var grain = Assert.Single(trace, s => s.SpanId == commit.ParentSpanId);

        Assert.Equal(hub.TraceId, webhook.TraceId);
        Assert.Equal(commit.SpanId, push.ParentSpanId);
        Assert.True(Is(grain, "grain", work.StreamOf(psid)));
        Assert.Contains(webhook, Ancestors(grain, trace));
        Assert.Contains(trace, s => s.Source.Name == "Microsoft.AspNetCore" && s.SpanId == webhook.ParentSpanId);
        Assert.True(commit.GetTagItem("messenger.group_size") is >= 1);
        Assert.Equal("Committed", commit.GetTagItem("messenger.result"));
    }

    [Fact]
    public async Task The_trace_of_a_first_message_reaches_the_desk_through_campaign_and_agent()
    {
        var work = await Workplace.Open(_product);
        await using var desk = await _product.Connect(await work.Agent("tom"));
        var agentId = (await desk.Desk()).Agent.Id;
        var psid = work.Customer();
        using var spans = new SpanLog();

        Assert.Equal(HttpStatusCode.OK, await work.Webhook.Write(psid, "hello"));
        await desk.Saw<InteractionAdded>("interaction.added", _ => true);

        var opened = await spans.Ended(s => Is(s, "commit", work.StreamOf(psid)), "the message was committed");
        var push = await spans.Ended(s => Is(s, "push", "agent/" + agentId) && s.TraceId == opened.TraceId, "the agent's stream was told");
        await spans.Ended(s => s.OperationName == "hub" && s.ParentSpanId == push.SpanId, "the desk was told");
        var trace = spans.Of(opened.TraceId);
        Assert.Single(trace, s => s.OperationName == "webhook");
        Assert.Contains(trace, s => Is(s, "commit", "campaign/" + work.CampaignId));
        Assert.Contains(trace, s => Is(s, "commit", "agent/" + agentId));
    }

    private static bool Is(Activity span, string name, string stream) => span.OperationName == name && span.GetTagItem("messenger.stream") as string == stream;

    private static IEnumerable<Activity> Ancestors(Activity span, IReadOnlyList<Activity> trace)
    {
        for (var parent = Parent(span); parent is not null; parent = Parent(parent))
        {
            yield return parent;
        }

        Activity? Parent(Activity child) => trace.FirstOrDefault(s => s.SpanId == child.ParentSpanId);
    }
}
