using System.Globalization;
using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Conversations;
using Messenger.Domain.Explaining;
using Messenger.Domain.Http;
using Messenger.Front.Explaining;
using Messenger.Storage.Explaining;

namespace Messenger.Front.Tests.Explaining;

/// <summary>Reasons as sentences.</summary>
public sealed class WhyTextsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);
    private static readonly InLine First = new(1, 4, false, Noon.AddSeconds(-65), Noon.AddSeconds(-65));
    private static readonly MemberVerdict Ana = new("a", VerdictWord.Chosen) { Count = 2 };
    private static readonly MemberVerdict Bruno = new("b", VerdictWord.NotInTurn) { Count = 5, LastAt = Noon.AddSeconds(-130) };

    private static WhyStep Told(Explained step, string language = "es", string? endReason = null) => View([step], language, endReason).Steps.Single();

    private static WhyView View(IReadOnlyList<Explained> steps, string language = "es", string? endReason = null) => new WhyTexts(
        new ExplainedInteraction(
            new RecordingItem("1-7-1", "c1", "Soporte", "1", "7", "Paula", "waiting", null, null, Noon, null, endReason is null ? null : Noon, endReason, null, null, 1),
            [new ExplainedCampaign("c1", "Soporte", steps)], new Dictionary<string, string> { ["a"] = "Ana", ["b"] = "Bruno" }),
        CultureInfo.GetCultureInfo(language)).View(Noon);

    private static Explained.Offered Offer(Distribution by, params MemberVerdict[] members) =>
        new(Noon, 1, "a", false, CampaignRules.Version, First, new Strategy(Eligibility.NoCall, by), members);

    [Theory]
    [InlineData(Distribution.LeastRecent, "De quienes podían, Ana llevaba más tiempo sin recibir una.", "Podía recibirla; había recibido otra hacía 2:10.")]
    [InlineData(Distribution.FewestToday, "De quienes podían, Ana había recibido menos hoy (2).", "Podía recibirla; 5 hoy.")]
    [InlineData(Distribution.RoundRobin, "De quienes podían, Ana seguía en la ronda.", "Podía recibirla; sigue más tarde en la ronda (lugar 5 de la lista).")]
    [InlineData(Distribution.Linear, "De quienes podían, Ana está primero en la lista.", "Podía recibirla; lugar 5 de la lista.")]
    [InlineData(Distribution.WeightedRandom, "Entre quienes podían se decidió por sorteo, según el peso de cada uno; Ana tiene 2.", "Podía recibirla; no salió en el sorteo (peso 5).")]
    public void Who_is_chosen_is_told_by_what_the_distribution_counts(Distribution by, string choice, string other)
    {
        var step = Told(Offer(by, Ana, Bruno));
        Assert.Equal(["Era la primera de 4 en la cola; esperaba hacía 1:05.", choice], step.Notes);
        Assert.Equal([("Ana", "chosen", "Recibió la oferta."), ("Bruno", "not-in-turn", other)], step.Members.Select(m => (m.Name, m.Reason, m.Text)));
    }

    [Fact]
    public void By_lot_nothing_is_counted()
    {
        var step = Told(Offer(Distribution.Random, Ana with { Count = null }, Bruno with { Count = null, LastAt = null }));
        Assert.Equal("Entre quienes podían se decidió por sorteo.", step.Notes[1]);
        Assert.Equal("Podía recibirla; no salió en el sorteo.", step.Members[1].Text);
    }

    [Fact]
    public void Rules_that_are_not_known_here_are_said_so() =>
        Assert.StartsWith("Las reglas de ese día (versión 99)", Told(Offer(Distribution.Linear, Ana, Bruno) with { RulesVersion = 99 }).Notes[1], StringComparison.Ordinal);

    [Fact]
    public void Where_agents_take_for_themselves_it_is_told_where_it_stood() => Assert.Equal(
        ["Era la número 3 de 4 en la cola; esperaba hacía 1:05.", "En esta campaña los agentes las toman por sí mismos."],
        Told(Offer(Distribution.Linear, Ana) with { Pulled = true, Line = First with { Place = 3 } }).Notes);

    [Fact]
    public void A_refusal_has_its_reason_and_one_that_nobody_knows_has_none()
    {
        Assert.Equal(
            "Ana no la recibió; volvió a su lugar en la cola. Había empezado un descanso.",
            Told(new Explained.OfferEnded(Noon, 1, "a", OfferWord.Refused, RefusalReason.OnBreak)).Text);
        Assert.Equal(
            "Ana did not get it; it went back to its place. There was a reason of the agent's own.",
            Told(new Explained.OfferEnded(Noon, 1, "a", OfferWord.Refused, "of-tomorrow"), "en").Text);
    }

    [Fact]
    public void One_that_waits_says_how_long_and_who_could_have_taken_it()
    {
        var step = Told(new Explained.Waits(Noon, First with { Returned = true }, Strategy.Default, [new MemberVerdict("b", RefusalReason.Full) { Count = 3, Of = 3 }]), "pt");
        Assert.Equal("É a primeira de 4 na fila; espera há 1:05. Já foi de alguém, e essas vão primeiro.", Assert.Single(step.Notes));
        Assert.Equal("3 de 3 ocupados.", Assert.Single(step.Members).Text);
        Assert.Equal("La campaña no tiene miembros.", Told(new Explained.Waits(Noon, First, Strategy.Default, [])).Notes[1]);
    }

    [Fact]
    public void Of_thousands_of_members_the_chosen_one_and_the_first_are_told()
    {
        MemberVerdict[] many = [.. Enumerable.Range(0, 250).Select(n => new MemberVerdict($"m{n}", VerdictWord.Unheard)), Ana];
        var step = Told(Offer(Distribution.Linear, many));
        Assert.Equal((100, 151, "Ana"), (step.Members.Count, step.MembersLeftOut, step.Members[0].Name));
    }

    [Theory]
    [InlineData(null, "Su campaña todavía no la recibió.")]
    [InlineData(EndReason.QueueFull, "La cola estaba llena y no recibía más.")]
    [InlineData(EndReason.Abandoned, "Terminó antes de que su campaña le diera un lugar.")]
    public void What_its_campaign_has_nothing_of_is_told_so(string? endReason, string text)
    {
        var step = View([], endReason: endReason).Steps.Single();
        Assert.Equal(("unknown", text), (step.Kind, step.Text));
    }
}
