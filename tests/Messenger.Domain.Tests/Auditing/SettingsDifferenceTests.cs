using Messenger.Domain.Agents;
using Messenger.Domain.Auditing;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Configuration;

namespace Messenger.Domain.Tests.Auditing;

/// <summary>What the audit says of a save: every field that changed, and no other; never a secret.</summary>
public sealed class SettingsDifferenceTests
{
    private static readonly CampaignSettings Saved = CampaignSettings.Default with { Version = 1, Name = "Soporte" };

    private static readonly GlobalSettings Global = new(
        1, [new BreakKind("bano", "Baño", "wc"), new BreakKind("almuerzo", "Almuerzo", "restaurant")], [], [new CannedResponse("saludo", "Saludo", "hola", "¡Hola!")]);

    private static FieldChange Only(CampaignSettings after) => Assert.Single(SettingsDifference.Of(Saved, after));

    public static TheoryData<string, CampaignSettings, string?, string?> Fields() => new()
    {
        { "name", Saved with { Name = "Ventas" }, "Soporte", "Ventas" },
        { "enabled", Saved with { Enabled = false }, "true", "false" },
        { "maxPerAgent", Saved with { MaxPerAgent = 5 }, "3", "5" },
        { "timeZone", Saved with { TimeZone = "America/Montevideo" }, "UTC", "America/Montevideo" },
        { "distribution", Saved with { Strategy = new Strategy(Eligibility.NoCall, Distribution.RoundRobin) }, "leastrecent", "rrmemory" },
        { "texts.queueFull.es", Saved with { Texts = Saved.Texts with { QueueFull = Saved.Texts.QueueFull with { Es = "Más tarde" } } }, Saved.Texts.QueueFull.Es, "Más tarde" },
        { "pageName", Saved with { PageName = "Tienda" }, null, "Tienda" },
        { "serviceLevelTarget", Saved with { ServiceLevelTarget = 90 }, "80", "90" },
        { "texts.goodbye.pt", Saved with { Texts = Saved.Texts with { Goodbye = new("", "", "Até logo") } }, null, "Até logo" },
        { "texts.welcome.es", Saved with { Texts = Saved.Texts with { Welcome = new("Hola", "", "") } }, null, "Hola" },
        { "pageId", Saved with { PageId = "100" }, null, "100" },
        { "schedule", Saved with { Schedule = [] }, """{"days":["monday","tuesday","wednesday","thursday","friday"],"from":"09:00","to":"18:00"}""", null },
    };

    [Theory]
    [MemberData(nameof(Fields))]
    public void A_field_that_changed_is_named_with_what_it_was_and_is(string field, CampaignSettings after, string? before, string? now) =>
        Assert.Equal(new FieldChange(field, before, now), Only(after));

    [Fact]
    public void A_save_that_changes_nothing_says_nothing()
    {
        Assert.Empty(SettingsDifference.Of(Saved, Saved with { Version = 2 }));
        Assert.Empty(SettingsDifference.Of(Global, Global with { Version = 2 }));
    }

    [Fact]
    public void Of_something_new_every_field_comes_from_nothing()
    {
        var changes = SettingsDifference.Of(CampaignSettings.Default, Saved);
        Assert.All(changes, c => Assert.Null(c.Before));
        Assert.Equal("Soporte", changes.Single(c => c.Field == "name").After);
        Assert.Equal("messenger", changes.Single(c => c.Field == "type").After);
        Assert.Equal("true", SettingsDifference.Of(GlobalSettings.Empty, Global).Single(c => c.Field == "needsVoice").After);
    }

    [Fact]
    public void That_the_pages_token_changed_is_told_and_never_what_it_is()
    {
        var first = Only(Saved with { PageToken = "first secret" });
        Assert.Equal(new FieldChange("pageToken", null, "***"), first);
        var other = Assert.Single(SettingsDifference.Of(Saved with { PageToken = "first secret" }, Saved with { PageToken = "second secret" }));
        Assert.Equal(new FieldChange("pageToken", "***", "***"), other);
        Assert.Empty(SettingsDifference.Of(Saved with { PageToken = "same" }, Saved with { PageToken = "same" }));
    }

    [Fact]
    public void Entries_of_a_list_are_fields_under_their_id_and_the_list_is_their_order()
    {
        var changes = SettingsDifference.Of(Global, Global with
        {
            Breaks = [new BreakKind("almuerzo", "Comida", "restaurant"), new BreakKind("bano", "Baño", "wc")],
            CannedResponses = [],
            Holidays = [new DateOnly(2026, 12, 24), new DateOnly(2026, 12, 25)],
        });
        Assert.Equal(
            [
                new("breaks", "bano, almuerzo", "almuerzo, bano"), new("breaks.almuerzo.name", "Almuerzo", "Comida"), new("cannedResponses", "saludo", null),
                new("cannedResponses.saludo.shortcut", "hola", null), new("cannedResponses.saludo.text", "¡Hola!", null),
                new("cannedResponses.saludo.title", "Saludo", null), new FieldChange("holidays", null, "2026-12-24, 2026-12-25"),
            ],
            changes.OrderBy(c => c.Field, StringComparer.Ordinal));
    }

    [Fact]
    public void A_campaigns_canned_responses_are_fields_under_their_ids()
    {
        var one = Saved with { CannedResponses = [new CannedResponse("saludo", "Saludo", "hola", "¡Hola!")] };
        Assert.Equal(
            ["cannedResponses", "cannedResponses.saludo.shortcut", "cannedResponses.saludo.text", "cannedResponses.saludo.title"],
            SettingsDifference.Of(Saved, one).Select(c => c.Field).Order(StringComparer.Ordinal));
        var other = one with { CannedResponses = [new CannedResponse("saludo", "Saludo", "hola", "¡Buenas!")] };
        Assert.Equal(new FieldChange("cannedResponses.saludo.text", "¡Hola!", "¡Buenas!"), Assert.Single(SettingsDifference.Of(one, other)));
    }

    [Fact]
    public void A_text_is_cut_at_2000_characters_and_never_inside_one()
    {
        var cut = Only(Saved with { Name = new string('x', 1_998) + "👍" + "y" }).After!;
        Assert.Equal(new string('x', 1_998) + "…", cut);
        Assert.Equal(2_000, Only(Saved with { Name = new string('x', 2_000) }).After!.Length);
    }
}
