using System.Net;
using System.Net.Http.Json;
using System.Reflection;
using Messenger.Domain.Agents;
using Messenger.Domain.Explaining;
using Messenger.Domain.Http;
using Messenger.Domain.Hubs;
using Messenger.Front.Tests.Product;

namespace Messenger.Front.Tests.Explaining;

/// <summary>GET /api/interactions/{id}/why.</summary>
[Collection(ProductCollection.Name)]
public sealed class WhyEndpointTests(SharedProduct shared)
{
    private readonly RunningProduct _product = shared.Running;

    private async Task<HttpResponseMessage> Ask(string interactionId, string by = "sofia", string language = "en")
    {
        using var caller = await _product.Client(by);
        caller.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        return await caller.GetAsync(new Uri($"/api/interactions/{interactionId}/why", UriKind.Relative));
    }

    private async Task<WhyView> Why(string interactionId, string language = "en")
    {
        using var reply = await Ask(interactionId, language: language);
        reply.EnsureSuccessStatusCode();
        return (await reply.Content.ReadFromJsonAsync<WhyView>())!;
    }

    private Task<WhyView> Told(string interactionId, string kind) =>
        Eventually.Is(() => Why(interactionId), view => view.Steps.Any(step => step.Kind == kind), kind);

    [Fact]
    public async Task Whom_it_was_offered_and_why_is_told_in_three_languages()
    {
        var work = await Workplace.Open(_product);
        var names = (Ana: await work.Agent("ana", "Ana"), Bruno: await work.Agent("bruno", "Bruno"));
        await using var ana = await _product.Connect(names.Ana);
        await ana.Desk();
        var customer = work.Customer();
        Assert.Equal(HttpStatusCode.OK, await work.Webhook.Write(customer, "Hola"));
        var id = (await ana.Saw<InteractionAdded>("interaction.added", _ => true)).Interaction.Id;

        var view = await Told(id, "assigned");
        Assert.Equal(["queued", "offered", "assigned"], view.Steps.Select(step => step.Kind));
        var offer = view.Steps[1];
        Assert.Equal(("It was offered to Ana.", 1L), (offer.Text, offer.Lease));
        Assert.StartsWith("It was the only one in the queue; it had waited for 0:0", offer.Notes[0], StringComparison.Ordinal);
        Assert.Equal("Ana was the only one who could get it.", offer.Notes[1]);
        Assert.Equal([("Ana", "chosen"), ("Bruno", "unheard")], offer.Members.Select(m => (m.Name, m.Reason)));

        Assert.Equal(["Entró en la cola.", "Se ofreció a Ana.", "Quedó asignada a Ana."], (await Why(id, "es-UY")).Steps.Select(step => step.Text));
        Assert.Equal(["Entrou na fila.", "Foi oferecida a Ana.", "Foi atribuída a Ana."], (await Why(id, "pt-BR")).Steps.Select(step => step.Text));
    }

    [Fact]
    public async Task Why_it_still_waits_is_told_of_each_member()
    {
        var work = await Workplace.Open(_product, maxPerAgent: 1);
        var ana = await work.Agent("ana", "Ana");
        await using var desk = await _product.Connect(ana);
        await desk.Desk();
        Assert.Equal(HttpStatusCode.OK, await work.Webhook.Write(work.Customer(), "Hola"));
        await desk.Saw<InteractionAdded>("interaction.added", _ => true);
        var second = work.Customer();
        Assert.Equal(HttpStatusCode.OK, await work.Webhook.Write(second, "Hola"));

        var view = await Eventually.Is(
            () => Why(work.InteractionOf(second)), v => v.Steps[^1] is { Kind: "waits", Members: [{ Reason: RefusalReason.Full }] }, "it waits for a place");
        Assert.Equal("1 of 1 busy.", view.Steps[^1].Members[0].Text);
        Assert.Equal("waits", view.Steps[^1].Kind);
    }

    [Fact]
    public async Task It_is_not_for_agents_and_not_of_what_does_not_exist()
    {
        using var agent = await Ask("1-1-1", by: "ana");
        Assert.Equal(HttpStatusCode.Forbidden, agent.StatusCode);
        using var unknown = await Ask("1-1-1");
        Assert.Equal((HttpStatusCode.NotFound, "/problems/not-found"), (unknown.StatusCode, (await AnsweredProblem.Of(unknown)).Type));
    }

    /// <summary>A word without a sentence would be a fault where somebody asks for a reason.</summary>
    [Theory]
    [InlineData("es")]
    [InlineData("en")]
    [InlineData("pt")]
    public void Every_word_has_its_sentence(string language)
    {
        var texts = new System.Resources.ResourceManager("Messenger.Front.Explaining.WhyTexts", typeof(Messenger.Front.FrontOptions).Assembly)
            .GetResourceSet(System.Globalization.CultureInfo.GetCultureInfo(language), createIfNotExists: true, tryParents: language == "en")!;
        var wanted = Constants(typeof(VerdictWord)).Select(w => "member." + w)
            .Concat(Constants(typeof(StandWord))).Concat(Constants(typeof(OfferWord))).Concat(Constants(typeof(RefusalReason)).Select(w => "refusal." + w))
            .Concat(Enum.GetValues<Domain.Campaigns.Distribution>().Select(d => "choice." + System.Text.Json.JsonSerializer.SerializeToElement(d).GetString()));
        Assert.All(wanted, word => Assert.False(string.IsNullOrWhiteSpace(texts.GetString(word)), word));

        static IEnumerable<string> Constants(Type words) => words.GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (string)f.GetRawConstantValue()!);
    }
}
