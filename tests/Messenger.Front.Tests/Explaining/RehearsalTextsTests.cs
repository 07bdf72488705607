using System.Globalization;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Explaining;
using Messenger.Front.Explaining;
using Messenger.Storage.Campaigns;
using Messenger.Storage.Explaining;

namespace Messenger.Front.Tests.Explaining;

/// <summary>What would happen, as sentences.</summary>
public sealed class RehearsalTextsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);
    private static readonly InLine Third = new(3, 4, false, Noon, Noon);
    private static readonly MemberVerdict Ana = new("a", VerdictWord.Chosen) { Count = 2 };
    private static readonly MemberVerdict Bruno = new("b", VerdictWord.NotInTurn) { Count = 5 };

    private static IReadOnlyList<string> Told(string language, string token, QueuePlace place, LocalizedText? text, params Explained[] steps) =>
        [.. View(language, token, place, text, steps).Select(step => string.Join(" | ", [step.Text, .. step.Notes, .. step.Members.Select(m => $"{m.Name}: {m.Text}")]))];

    private static IReadOnlyList<Messenger.Domain.Http.WhyStep> View(string language, string token, QueuePlace place, LocalizedText? text, params Explained[] steps) => new RehearsalTexts(
        new CampaignRow("c1", CampaignSettings.Default with { Name = "Soporte", PageId = token == TokenWord.None ? null : "100" }), token,
        new ExplainedRehearsal(new Rehearsal(place, text, "es", steps), new Dictionary<string, string> { ["a"] = "Ana", ["b"] = "Bruno" }),
        CultureInfo.GetCultureInfo(language)).View(Noon).Steps;

    private static Explained.Placed Placed(string place) => new(Noon, place, Noon, false);

    private static Explained.Offered Offered(Distribution by, params MemberVerdict[] members) =>
        new(Noon, 1, "a", false, CampaignRules.Version, Third, new Strategy(Eligibility.NoCall, by), members);

    [Theory]
    [InlineData(Distribution.Linear, "De quienes pueden, Ana está primero en la lista.", "Puede recibirla; lugar 5 de la lista.")]
    [InlineData(Distribution.FewestToday, "De quienes pueden, Ana recibió menos hoy (2).", "Puede recibirla; 5 hoy.")]
    [InlineData(Distribution.RoundRobin, "De quienes pueden, Ana sigue en la ronda.", "Puede recibirla; sigue más tarde en la ronda (lugar 5 de la lista).")]
    [InlineData(Distribution.WeightedRandom, "Entre quienes pueden se decide por sorteo, según el peso de cada uno; Ana tiene 2.", "Puede recibirla; no saldría en el sorteo (peso 5).")]
    public void Who_would_get_it_is_said_of_now_and_not_of_then(Distribution by, string choice, string other) => Assert.Equal(
        ["Entraría en la cola.", $"Se ofrecería a Ana. | {choice} | Ana: Recibiría la oferta. | Bruno: {other}"],
        Told("es", TokenWord.Valid, QueuePlace.Queued, null, Placed(StandWord.Queued), Offered(by, Ana, Bruno)));

    [Fact]
    public void Who_would_wait_hears_behind_how_many() => Assert.Equal(
        ["It would enter the queue.", "It would wait: there is nobody to offer it to now. | It would be number 3 of 4 in the queue. | Ana: Disconnected."],
        Told("en", TokenWord.Valid, QueuePlace.Queued, null, Placed(StandWord.Queued), new Explained.Waits(Noon, Third, Strategy.Default, [new MemberVerdict("a", "offline")])));

    [Fact]
    public void Where_agents_take_for_themselves_it_waits_for_that() => Assert.Equal(
        "Esperaria até que um agente a pegue. | Seria a número 3 de 4 na fila. | Ana: Pode pegá-la.",
        Told("pt", TokenWord.Valid, QueuePlace.Queued, null, Placed(StandWord.Queued), new Explained.Waits(
            Noon, Third, new Strategy(Eligibility.RingAllMultiple, Distribution.Linear), [new MemberVerdict("a", VerdictWord.MayTake)]))[1]);

    [Fact]
    public void A_campaign_without_members_says_so() => Assert.EndsWith(
        "La campaña no tiene miembros.", Told("es", TokenWord.Valid, QueuePlace.Queued, null, Placed(StandWord.Queued), new Explained.Waits(Noon, Third, Strategy.Default, []))[1], StringComparison.Ordinal);

    [Theory]
    [InlineData("es", "closed-hours", "La campaña está cerrada ahora: esperaría a la apertura.", "El cliente recibiría: «Cerrado»")]
    [InlineData("en", "out-of-hours", "The campaign is closed now: it would get the automatic text only and not enter the queue.", "The customer would receive: “Closed”")]
    [InlineData("pt", "held", "A fila está cheia: ficaria retida até haver lugar.", "O cliente receberia: “Fechado”")]
    public void The_automatic_text_is_shown_as_the_customer_would_read_it(string language, string place, string first, string second) =>
        Assert.Equal([first, second], Told(language, TokenWord.Valid, QueuePlace.Held, new LocalizedText("Cerrado", "Closed", "Fechado"), Placed(place)));

    [Fact]
    public void A_full_queue_that_takes_no_more_ends_it_with_its_text() => Assert.Equal(
        ["refused", "text"], View("es", TokenWord.Valid, QueuePlace.Refused, new LocalizedText("Lleno", "", "")).Select(s => s.Kind));

    [Fact]
    public void Without_a_page_nothing_comes_and_with_a_dead_token_nothing_goes()
    {
        Assert.Equal(["no-page"], View("es", TokenWord.None, QueuePlace.Queued, null, Placed(StandWord.Queued)).Select(s => s.Kind));
        Assert.Equal(["queued", "token-invalid"], View("es", TokenWord.Invalid, QueuePlace.Queued, null, Placed(StandWord.Queued)).Select(s => s.Kind));
    }

    [Fact]
    public void Every_word_for_a_member_has_a_sentence_in_each_language()
    {
        var words = typeof(VerdictWord).GetFields().Select(f => (string)f.GetRawConstantValue()!);
        foreach (var language in new[] { "es", "en", "pt" })
        {
            foreach (var word in words)
            {
                Assert.NotEqual("", Told(language, TokenWord.Valid, QueuePlace.Queued, null, Placed(StandWord.Queued), Offered(Distribution.Random, Ana, new MemberVerdict("b", word)))[1]);
            }
        }
    }
}
