using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Configuration;
using Messenger.Domain.Http;

namespace Messenger.Domain.Tests.Configuration;

/// <summary>What an administrator typed for the whole installation, field by field.</summary>
public sealed class ConfigurationEditingTests
{
    private static readonly GlobalSettings Before = new(
        4, [new BreakKind("almuerzo", "Almuerzo", "restaurant")], [new Disposition("resuelto", "Resuelto")], [new CannedResponse("saludo", "Saludo", "hola", "Hola")]);

    private static (GlobalSettings Settings, Faults Faults) Apply(ConfigurationEdit edit)
    {
        var faults = new Faults();
        return (ConfigurationEditing.Apply(Before, edit, faults), faults);
    }

    [Fact]
    public void What_is_left_out_stays()
    {
        var (settings, faults) = Apply(new ConfigurationEdit());
        Assert.Equal(Before, settings);
        Assert.Empty(faults.Fields);
    }

    [Fact]
    public void Holidays_are_ascending_and_each_once()
    {
        var (settings, faults) = Apply(new ConfigurationEdit(NeedsVoice: false, Holidays: ["2026-12-25", "2026-01-01", "2026-12-25"]));
        Assert.Empty(faults.Fields);
        Assert.False(settings.NeedsVoice);
        Assert.Equal([new DateOnly(2026, 1, 1), new DateOnly(2026, 12, 25)], settings.Holidays);
    }

    [Fact]
    public void An_id_stays_and_who_has_none_gets_one_of_its_name_that_nobody_has()
    {
        var (settings, faults) = Apply(new ConfigurationEdit(
            Breaks: [new(null, "Almuerzo", "restaurant"), new("almuerzo", "Comida", "restaurant"), new(null, " Baño / Niño ", "wc"), new(null, "昼休み", "wc")],
            CannedResponses: [new(null, "¡Hola!", "hola", "Hola", "es"), new(null, "Hi", "hola", "Hi", "en")]));
        Assert.Empty(faults.Fields);
        Assert.Equal(["almuerzo-2", "almuerzo", "bano-nino", "n"], settings.Breaks.Select(b => b.Id));
        Assert.Equal(["Almuerzo", "Comida", "Baño / Niño", "昼休み"], settings.Breaks.Select(b => b.Name));
        Assert.Equal([("hola", "es"), ("hi", "en")], settings.CannedResponses.Select(r => (r.Id, r.Language)));
    }

    [Fact]
    public void Names_in_each_language_are_kept_where_they_say_something()
    {
        var (settings, faults) = Apply(new ConfigurationEdit(
            Breaks: [new("a", "Almuerzo", "restaurant") { Names = new(" Almuerzo ", "Lunch", null) }, new("b", "Baño", "wc") { Names = new("", " ", null) }]));
        Assert.Empty(faults.Fields);
        Assert.Equal([new LocalizedText("Almuerzo", "Lunch", ""), null], settings.Breaks.Select(b => b.Names));
        Assert.Equal(("Lunch", "Almuerzo"), (settings.Breaks[0].In("en"), settings.Breaks[0].In("pt")));
    }

    [Fact]
    public void Dispositions_stand_in_levels_and_only_what_has_none_below_it_is_chosen()
    {
        var (settings, faults) = Apply(new ConfigurationEdit(Dispositions:
        [
            new("venta", "Venta"), new("si", "Sí") { ParentId = "venta" }, new("no", "No") { ParentId = "venta" }, new("caro", "Caro") { ParentId = " no " },
            new("reclamo", "Reclamo") { ParentId = "" }, new(null, "Sí") { ParentId = "reclamo" },
        ]));
        Assert.Empty(faults.Fields);
        var all = settings.Dispositions;
        Assert.Equal(["venta", "reclamo"], DispositionTree.Below(all, null).Select(d => d.Id));
        Assert.Equal(["si", "caro", "si-2"], all.Select(d => d.Id).Where(id => DispositionTree.IsLeaf(all, id)));
        Assert.Equal(["Venta", "No", "Caro"], DispositionTree.PathTo(all, "caro").Select(d => d.Name));
        Assert.False(DispositionTree.IsLeaf(all, "nadie"));
        Assert.Empty(DispositionTree.PathTo(all, "nadie"));
    }

    [Fact]
    public void A_holiday_may_have_a_name_and_a_name_without_its_date_is_passed_over()
    {
        var (settings, faults) = Apply(new ConfigurationEdit(Holidays: ["2026-12-25", "2026-01-01"])
        {
            HolidayNames = new Dictionary<string, string> { ["2026-12-25"] = " Navidad ", ["2026-01-01"] = " ", ["2027-01-01"] = "Año nuevo" },
        });
        Assert.Empty(faults.Fields);
        Assert.Equal([new("2026-12-25", "Navidad")], settings.HolidayNames!);
        var faultsOfNone = new Faults();
        Assert.Same(settings.HolidayNames, ConfigurationEditing.Apply(settings, new ConfigurationEdit(NeedsVoice: false), faultsOfNone).HolidayNames);
        Assert.Null(ConfigurationEditing.Apply(settings, new ConfigurationEdit(Holidays: []), faultsOfNone).HolidayNames);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("استراحة")]
    [InlineData("☕️ 👩‍👩‍👧‍👦")]
    public void Any_writing_is_a_name(string name)
    {
        var (settings, faults) = Apply(new ConfigurationEdit(Breaks: [new(null, name, "wc")], Dispositions: [new(null, name)]));
        Assert.Empty(faults.Fields);
        Assert.Equal((name, name), (settings.Breaks[0].Name, settings.Dispositions[0].Name));
    }

    [Fact]
    public void Whom_to_ask_for_a_password_is_one_line_or_nothing()
    {
        Assert.Equal("Soporte interno, 4567", Apply(new ConfigurationEdit { PasswordContact = " Soporte interno, 4567 " }).Settings.PasswordContact);
        var (settings, faults) = Apply(new ConfigurationEdit { PasswordContact = "" });
        Assert.Equal(("", 0), (settings.PasswordContact, faults.Count));
    }

    public static TheoryData<string, ConfigurationEdit> Wrong() => new()
    {
        { "holidayNames.2026-12-25", new(Holidays: ["2026-12-25"]) { HolidayNames = new Dictionary<string, string> { ["2026-12-25"] = new('x', 81) } } },
        { "breaks[1].name", new(Breaks: [new("b", "Baño", "wc"), new("c", " BAÑO ", "wc")]) },
        { "breaks[0].names.pt", new(Breaks: [new("b", "B", "wc") { Names = new(Pt: new string('x', 81)) }]) },
        { "breaks[0].names.en", new(Breaks: [new("b", "B", "wc") { Names = new(En: "a\nb") }]) },
        { "dispositions[1].name", new(Dispositions: [new("a", "A"), new("b", "a")]) },
        { "dispositions[2].name", new(Dispositions: [new("a", "A"), new("b", "B") { ParentId = "a" }, new("c", "B") { ParentId = "a" }]) },
        { "dispositions[0].names.es", new(Dispositions: [new("a", "A") { Names = new(Es: new string('x', 81)) }]) },
        { "dispositions[0].parentId", new(Dispositions: [new("a", "A") { ParentId = "z" }]) },
        { "dispositions[0].parentId", new(Dispositions: [new("a", "A") { ParentId = "a" }]) },
        { "dispositions[3].parentId", new(Dispositions: [new("a", "A"), new("b", "B") { ParentId = "a" }, new("c", "C") { ParentId = "b" }, new("d", "D") { ParentId = "c" }]) },
        { "holidays[1]", new(Holidays: ["2026-12-25", "25.12.2026"]) },
        { "holidays[0]", new(Holidays: ["2026-02-30"]) },
        { "holidays[0]", new(Holidays: [null!]) },
        { "holidays", new(Holidays: [.. Enumerable.Range(0, 501).Select(n => new DateOnly(2026, 1, 1).AddDays(n).ToString("yyyy-MM-dd", null))]) },
        { "passwordContact", new() { PasswordContact = new string('x', 201) } },
        { "passwordContact", new() { PasswordContact = "a\nb" } },
        { "breaks", new(Breaks: [null!]) },
        { "breaks", new(Breaks: [.. Enumerable.Range(0, 51).Select(n => new BreakEdit($"b{n}", "B", "wc"))]) },
        { "breaks[0].name", new(Breaks: [new("b", " ", "wc")]) },
        { "breaks[0].name", new(Breaks: [new("b", new string('x', 81), "wc")]) },
        { "breaks[0].name", new(Breaks: [new("b", "a\u0000b", "wc")]) },
        { "breaks[0].icon", new(Breaks: [new("b", "B", "<svg>")]) },
        { "breaks[0].icon", new(Breaks: [new("b", "B")]) },
        { "breaks[1].id", new(Breaks: [new("b", "B", "wc"), new("b", "C", "wc")]) },
        { "breaks[0].id", new(Breaks: [new("B!", "B", "wc")]) },
        { "breaks[0].id", new(Breaks: [new("", "B", "wc")]) },
        { "dispositions", new(Dispositions: [.. Enumerable.Range(0, 201).Select(n => new DispositionEdit($"d{n}", "D"))]) },
        { "dispositions[0].name", new(Dispositions: [new()]) },
        { "cannedResponses", new(CannedResponses: [.. Enumerable.Range(0, 501).Select(n => new CannedResponseEdit($"r{n}", "R", $"r{n}", "R"))]) },
        { "cannedResponses[0].title", new(CannedResponses: [new("r", "", "r", "R")]) },
        { "cannedResponses[0].shortcut", new(CannedResponses: [new("r", "R", "a b", "R")]) },
        { "cannedResponses[0].shortcut", new(CannedResponses: [new("r", "R", "/a", "R")]) },
        { "cannedResponses[1].shortcut", new(CannedResponses: [new("r", "R", "a", "R", "es"), new("s", "S", "A", "S", "es")]) },
        { "cannedResponses[0].text", new(CannedResponses: [new("r", "R", "r", " \n")]) },
        { "cannedResponses[0].text", new(CannedResponses: [new("r", "R", "r", new string('x', 1_901))]) },
        { "cannedResponses[0].language", new(CannedResponses: [new("r", "R", "r", "R", "fr")]) },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_wrong_field_is_named(string field, ConfigurationEdit edit) => Assert.Equal([field], Apply(edit).Faults.Fields.Keys);

    [Fact]
    public void Who_belong_to_each_other_in_a_circle_are_all_named()
    {
        var (_, faults) = Apply(new ConfigurationEdit(Dispositions:
            [new("a", "A") { ParentId = "b" }, new("b", "B") { ParentId = "a" }, new("c", "C") { ParentId = "a" }]));
        Assert.All(faults.Fields.Values, fault => Assert.Equal(FaultCode.Circle, fault.Code));
        Assert.Equal(["dispositions[0].parentId", "dispositions[1].parentId", "dispositions[2].parentId"], faults.Fields.Keys.Order());
    }
}
