using System.Globalization;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Configuration;
using Messenger.Domain.Http;

namespace Messenger.Domain.Tests.Campaigns;

/// <summary>What an administrator typed for a campaign, field by field: on screen and in the API the same.</summary>
public sealed class CampaignEditingTests
{
    private static readonly CampaignSettings Before = CampaignSettings.Default with
    {
        Version = 4,
        Name = "Soporte",
        PageName = "Tienda",
        CannedResponses = [new CannedResponse("saludo", "Saludo", "hola", "Hola")],
        Texts = AutomaticTexts.Default with { Goodbye = new LocalizedText("Adiós", "", "") },
    };

    private static (CampaignSettings Settings, Faults Faults) Apply(CampaignEdit edit)
    {
        var faults = new Faults();
        return (CampaignEditing.Apply(Before, edit, faults), faults);
    }

    private static string Long(int length) => new('x', length);

    [Fact]
    public void What_is_left_out_stays()
    {
        var (settings, faults) = Apply(new CampaignEdit());
        Assert.Equal(Before, settings);
        Assert.Empty(faults.Fields);
    }

    [Fact]
    public void What_is_shown_can_be_sent_back_and_changes_nothing()
    {
        var (settings, faults) = Apply(CampaignEditing.Of(Before));
        Assert.Empty(faults.Fields);
        Assert.Equal(Before.Texts, settings.Texts);
        Assert.Equal(Before.CannedResponses, settings.CannedResponses);
        Assert.Equal(Rows(Before), Rows(settings));
        Assert.Equal(Before, settings with { Schedule = Before.Schedule, CannedResponses = Before.CannedResponses });

        static IEnumerable<(string Days, int From, int To)> Rows(CampaignSettings s) =>
            s.Schedule.Select(i => (string.Join(' ', i.Days), i.FromMinute, i.ToMinute));
    }

    [Fact]
    public void One_language_of_one_text_is_changed_and_the_others_stay()
    {
        var (settings, faults) = Apply(new CampaignEdit(Texts: new TextsEdit(Welcome: new TextEdit(Pt: "Olá"), QueueFull: new TextEdit(Es: ""))));
        Assert.Empty(faults.Fields);
        Assert.Equal(new LocalizedText("", "", "Olá"), settings.Texts.Welcome);
        Assert.Equal(Before.Texts.QueueFull with { Es = "" }, settings.Texts.QueueFull);
        Assert.Equal(("Adiós", Before.Texts.OutOfHours), (settings.Texts.Goodbye.Es, settings.Texts.OutOfHours));
    }

    [Theory]
    [InlineData(" Tienda Ñandú ", " Tienda Ñandú ")]
    [InlineData("Café São João", "Café São João")]
    [InlineData("متجر", "متجر")]
    [InlineData("🛍️ Tienda 👍🏽", "🛍️ Tienda 👍🏽")]
    [InlineData("<script>alert(1)</script>", "<script>alert(1)</script>")]
    [InlineData("Booking.com", "Booking.com")]
    [InlineData("24/7 Servicios S.A.", "24/7 Servicios S.A.")]
    [InlineData("A/B", "A/B")]
    [InlineData("", null)]
    public void The_pages_name_is_kept_as_it_is_typed(string typed, string? kept)
    {
        var (settings, faults) = Apply(new CampaignEdit { PageName = typed });
        Assert.Empty(faults.Fields);
        Assert.Equal(kept, settings.PageName);
    }

    [Theory]
    [InlineData("https://www.facebook.com/tienda")]
    [InlineData("HTTP://tienda.example")]
    [InlineData("//tienda.example")]
    [InlineData(" www.tienda.example ")]
    [InlineData("facebook.com")]
    [InlineData("m.facebook.com/tienda")]
    [InlineData("m.me/tienda")]
    [InlineData("fb.com/tienda")]
    [InlineData("tienda.com.uy/pagina")]
    [InlineData("tienda.com?id=1")]
    public void An_address_is_no_name_of_a_page(string typed)
    {
        var fault = Assert.Single(Apply(new CampaignEdit { PageName = typed }).Faults.Fields);
        Assert.Equal(("pageName", FaultCode.PageAddress), (fault.Key, fault.Value.Code));
    }

    [Theory]
    [InlineData("  Ventas  ", "Ventas")]
    [InlineData("דואר", "דואר")]
    [InlineData("👩‍👩‍👧 Familia", "👩‍👩‍👧 Familia")]
    [InlineData("'; DROP TABLE campaign; --", "'; DROP TABLE campaign; --")]
    [InlineData("<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>")]
    public void A_name_may_be_anything_that_can_be_read(string typed, string kept)
    {
        var (settings, faults) = Apply(new CampaignEdit(Name: typed));
        Assert.Empty(faults.Fields);
        Assert.Equal(kept, settings.Name);
    }

    public static TheoryData<string, string, CampaignEdit> Wrong()
    {
        var length = "1 to 80 characters";
        var data = new TheoryData<string, string, CampaignEdit>
        {
            { "name", length, new(Name: "") },
            { "name", length, new(Name: "   ") },
            { "name", length, new(Name: Long(81)) },
            { "name", length, new(Name: Long(10_000_000)) },
            { "name", length, new(Name: "a\nb") },
            { "name", length, new(Name: "a\u0000") },
            { "name", length, new(Name: "\ud800") },
            { "name", length, new(Name: "\u200b\u202e") },
            { "pageName", length, new() { PageName = " " } },
            { "pageName", length, new() { PageName = Long(81) } },
            { "pageName", length, new() { PageName = "a\tb" } },
            { "overflow", "one of hold, refuse", new(Overflow: "drop") },
            { "outOfHours", "one of queue-at-opening, answer-only", new(OutOfHours: "") },
            { "eligibility", "one of nocall, nopause, incall, interaction, omni, ringall, ringallmultiple", new(Eligibility: "NOCALL") },
            { "distribution", "one of leastrecent, rrmemory, fewestcalls, random, wrandom, linear", new(Distribution: "luck") },
            { "abandonment", "one of count, close", new() { Abandonment = "forget" } },
            { "acceptance", "one of automatic, by-hand", new() { Acceptance = "1" } },
            { "timeZone", "an IANA time zone, as in America/Montevideo", new(TimeZone: "Mars/Olympus") },
            { "timeZone", "an IANA time zone, as in America/Montevideo", new(TimeZone: "") },
            { "timeZone", "an IANA time zone, as in America/Montevideo", new(TimeZone: "../../etc/passwd") },
            { "defaultLanguage", "es, en or pt", new(DefaultLanguage: "fr") },
            { "defaultLanguage", "es, en or pt", new(DefaultLanguage: "") },
            { "cannedResponses[0].title", length, new() { CannedResponses = [new(null, "", "a", "A")] } },
            { "cannedResponses[0].text", "1 to 1900 characters", new() { CannedResponses = [new(null, "A", "a", Long(1_901))] } },
            { "cannedResponses[0].text", new Fault(FaultCode.Characters, []).ToString(), new() { CannedResponses = [new(null, "A", "a", "a\u0000")] } },
            { "cannedResponses[0].shortcut", "1 to 40 characters without blanks and slashes", new() { CannedResponses = [new(null, "A", "a b", "A")] } },
            { "cannedResponses[0].language", "es, en or pt", new() { CannedResponses = [new(null, "A", "a", "A", "fr")] } },
            { "cannedResponses[1].shortcut", "another one has it in this language", new() { CannedResponses = [new(null, "A", "a", "A"), new(null, "B", "A", "B")] } },
            { "cannedResponses", "at most 500 entries, none of them null", new() { CannedResponses = [null!] } },
        };
        foreach (var (field, from, to, edit) in Numbers)
        {
            foreach (var value in new[] { from - 1, to + 1, int.MinValue, int.MaxValue })
            {
                data.Add(field, string.Create(CultureInfo.InvariantCulture, $"a whole number from {from} to {to}"), edit(value));
            }
        }

        foreach (var occasion in Texts)
        {
            data.Add($"texts.{occasion.Field}.es", "at most 1900 characters", new(Texts: occasion.Edit(new TextEdit(Es: Long(1_901)))));
            data.Add($"texts.{occasion.Field}.en", "at most 1900 characters", new(Texts: occasion.Edit(new TextEdit(En: Long(1_901)))));
            data.Add($"texts.{occasion.Field}.pt", new Fault(FaultCode.Characters, []).ToString(), new(Texts: occasion.Edit(new TextEdit(Pt: "a\udc00"))));
        }

        OpenHours[] impossible =
        [
            new(["monday"], "9:00", "18:00"), new(["monday"], "24:00", "24:00"), new(["monday"], "09:00", "24:01"), new(["monday"], "09:60", "18:00"),
            new(["monday"], "09:00", "00:00"), new(["monday"], "-1:00", "18:00"), new(["lunes"], "09:00", "18:00"), new([], "09:00", "18:00"),
            new(null!, "09:00", "18:00"), new(["monday"], null!, null!), new(["monday"], "٠٩:٠٠", "18:00"), null!,
        ];
        foreach (var row in impossible)
        {
            data.Add("schedule", Fault.Of(FaultCode.Schedule, 50).ToString(), new(Schedule: [row]));
        }

        data.Add("schedule", Fault.Of(FaultCode.Schedule, 50).ToString(), new(Schedule: [.. Enumerable.Repeat(new OpenHours(["monday"], "09:00", "18:00"), 51)]));
        return data;
    }

    private static readonly (string Field, int From, int To, Func<int, CampaignEdit> Edit)[] Numbers =
    [
        ("maxPerAgent", 1, 50, n => new(MaxPerAgent: n)),
        ("queueLimit", 0, 100_000, n => new(QueueLimit: n)),
        ("priority", 1, 10, n => new(Priority: n)),
        ("serviceLevelSeconds", 1, 86_400, n => new(ServiceLevelSeconds: n)),
        ("serviceLevelTarget", 1, 100, n => new() { ServiceLevelTarget = n }),
        ("abandonmentSeconds", 0, 604_800, n => new(AbandonmentSeconds: n)),
        ("connectionGraceSeconds", 0, 3_600, n => new(ConnectionGraceSeconds: n)),
        ("acceptSeconds", 5, 600, n => new() { AcceptSeconds = n }),
        ("firstReplySeconds", 0, 86_400, n => new() { FirstReplySeconds = n }),
        ("chatSeconds", 0, 604_800, n => new() { ChatSeconds = n }),
        ("inactivitySeconds", 0, 604_800, n => new() { InactivitySeconds = n }),
        ("transferReturnSeconds", 0, 3_600, n => new() { TransferReturnSeconds = n }),
        ("wrapUpSeconds", 0, 3_600, n => new() { WrapUpSeconds = n }),
        ("stickyDays", 0, 30, n => new() { StickyDays = n }),
        ("continuationMinutes", 0, 1_440, n => new() { ContinuationMinutes = n }),
    ];

    private static readonly (string Field, Func<TextEdit, TextsEdit> Edit)[] Texts =
    [
        ("outOfHours", t => new(OutOfHours: t)), ("queueFull", t => new(QueueFull: t)), ("welcome", t => new(Welcome: t)), ("joined", t => new(Joined: t)),
        ("beforeInactivity", t => new(BeforeInactivity: t)), ("goodbye", t => new(Goodbye: t)),
    ];

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void A_wrong_field_is_named_and_said_what_it_may_be(string field, string said, CampaignEdit edit)
    {
        var fault = Assert.Single(Apply(edit).Faults.Fields);
        Assert.Equal((field, said), (fault.Key, fault.Value.ToString()));
    }

    [Fact]
    public void Every_number_may_be_as_small_and_as_great_as_its_range()
    {
        foreach (var (field, from, to, edit) in Numbers)
        {
            Assert.True(Apply(edit(from)).Faults.Count == 0 && Apply(edit(to)).Faults.Count == 0, field);
            Assert.NotEqual(Apply(edit(from)).Settings, Apply(edit(to)).Settings);
        }
    }

    [Fact]
    public void A_text_may_be_as_long_as_a_message_and_what_is_typed_in_it_stays()
    {
        var text = Long(1_890) + "\r\n👍🏽 <b>";
        var (settings, faults) = Apply(new CampaignEdit(Texts: new TextsEdit(Joined: new TextEdit(En: text))));
        Assert.Empty(faults.Fields);
        Assert.Equal(text, settings.Texts.Joined.En);
    }

    [Fact]
    public void A_new_one_is_at_the_defaults_of_the_table()
    {
        var faults = new Faults();
        var made = CampaignEditing.Create(new NewCampaign { Name = "Nueva", Type = "messenger" }, faults);
        Assert.Empty(faults.Fields);
        Assert.Equal((20, 80, 300, 0, 0, 0, QueueOverflow.Hold, 3, true, "es"), (
            made.ServiceLevelSeconds, made.ServiceLevelTarget, made.AbandonmentSeconds, made.ChatSeconds, made.InactivitySeconds, made.QueueLimit, made.Overflow, made.MaxPerAgent,
            made.Enabled, made.DefaultLanguage));
        Assert.Equal((Acceptance.Automatic, 30, 0, 60, 60, 0, false, 7), (
            made.Acceptance, made.AcceptSeconds, made.FirstReplySeconds, made.ConnectionGraceSeconds, made.TransferReturnSeconds, made.WrapUpSeconds, made.NeedsDisposition, made.StickyDays));
        Assert.True(new[] { made.Texts.Welcome, made.Texts.Joined, made.Texts.BeforeInactivity, made.Texts.Goodbye }.All(t => t == LocalizedText.Empty));
        Assert.True(new[] { made.Texts.OutOfHours, made.Texts.QueueFull }.All(t => t is { Es.Length: > 0, En.Length: > 0, Pt.Length: > 0 }));
        Assert.Empty(made.CannedResponses);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Voice")]
    [InlineData("telegram")]
    public void A_new_one_without_a_known_type_is_refused(string? type)
    {
        var faults = new Faults();
        CampaignEditing.Create(new NewCampaign { Name = "Nueva", Type = type }, faults);
        Assert.Equal("type", Assert.Single(faults.Fields).Key);
    }
}
