using System.Text.Json;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Configuration;

namespace Messenger.Domain.Tests.Facts;

/// <summary>Rows of settings as they were written before the configuration had a voice rule and holidays and knew its campaigns.</summary>
public sealed class SettingsRowsTests
{
    private static readonly JsonSerializerOptions Journal = new(JsonSerializerDefaults.Web);

    private const string Configuration = """
        [{"is":"settings-changed/1","settings":{"version":1,"breaks":[{"id":"bano","name":"Ba\u00F1o","icon":"wc"}],"dispositions":[{"id":"resuelto","name":"Resuelto"}],
        "cannedResponses":[{"id":"saludo","title":"Saludo","shortcut":"hola","text":"Hola","language":null}]}}]
        """;

    private const string Contact = """
        [{"is":"settings-changed/1","settings":{"version":2,"breaks":[],"dispositions":[],"cannedResponses":[],"needsVoice":true,"holidays":[],"passwordContact":"Soporte interno, 4567"}}]
        """;

    private const string Campaign = """
        [{"is":"settings-changed/1","settings":{"version":1,"name":"Soporte","type":0,"pageId":"1","pageName":"Tienda","pageToken":"x","enabled":true,"maxPerAgent":3,"priority":5,
        "timeZone":"UTC","schedule":[{"days":[1],"fromMinute":540,"toMinute":1080}],"serviceLevelSeconds":20,"abandonmentSeconds":300,"connectionGraceSeconds":60}},
        {"is":"members-changed/1","members":[{"agentId":"a1","penalty":0}]},
        {"is":"limit-delivered/1","agentId":"a1","settingsVersion":1}]
        """;

    [Fact]
    public void The_voice_rule_holds_and_there_are_no_holidays()
    {
        var state = JsonSerializer.Deserialize<ConfigurationFact[]>(Configuration, Journal)!
            .Aggregate(ConfigurationRules.Initial("configuration"), (s, fact) => ConfigurationRules.Apply(s, fact, Day.Start));
        Assert.Equal((1, true, 0, 1), (state.Settings.Version, state.Settings.NeedsVoice, state.Settings.Holidays.Count, state.Settings.Breaks.Count));
        Assert.Equal("", state.Settings.PasswordContact);
        Assert.Empty(ConfigurationRules.Pending(state));
        Assert.Equal((null, null, null), (state.Settings.HolidayNames, state.Settings.Breaks[0].Names, state.Settings.Dispositions[0].ParentId));
    }

    [Fact]
    public void Whom_to_ask_for_a_password_is_kept()
    {
        var fact = Assert.Single(JsonSerializer.Deserialize<ConfigurationFact[]>(Contact, Journal)!);
        Assert.Equal("Soporte interno, 4567", Assert.IsType<ConfigurationFact.SettingsChanged>(fact).Settings.PasswordContact);
    }

    [Fact]
    public void A_campaign_that_had_two_texts_says_these_and_no_others()
    {
        const string TwoTexts = """{"outOfHours":{"es":"Cerrado","en":"","pt":""},"queueFull":{"es":"Lleno","en":"","pt":""}}""";
        var texts = JsonSerializer.Deserialize<AutomaticTexts>(TwoTexts, Journal)!;
        Assert.Equal(new AutomaticTexts(new("Cerrado", "", ""), new("Lleno", "", "")), texts);
        Assert.All(new[] { texts.Welcome, texts.Joined, texts.BeforeInactivity, texts.Goodbye }, text => Assert.Equal(LocalizedText.Empty, text));
    }

    [Fact]
    public void A_campaign_that_never_joined_does_so_and_what_it_then_hears_reaches_its_agents()
    {
        var state = JsonSerializer.Deserialize<CampaignFact[]>(Campaign, Journal)!
            .Aggregate(CampaignRules.Initial("c1"), (s, fact) => CampaignRules.Apply(s, fact, Day.Start));
        Assert.Equal(["join"], CampaignRules.Pending(state).Select(o => o.Key));
        Assert.Equal((80, 0, LocalizedText.Empty), (state.Settings.ServiceLevelTarget, state.Settings.CannedResponses.Count, state.Settings.Texts.Goodbye));
        var decision = CampaignRules.Decide(state, new CampaignCommand.SetGlobals(new GlobalRules(1, true, [])), Day.Start);
        state = decision.Facts.Aggregate(state, (s, fact) => CampaignRules.Apply(s, fact, Day.Start));
        Assert.Equal(["join", "limit/a1"], CampaignRules.Pending(state).Select(o => o.Key).Order());
    }
}
