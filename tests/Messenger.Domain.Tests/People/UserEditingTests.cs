using System.Text.Json;
using Messenger.Domain.Http;
using Messenger.Domain.People;

namespace Messenger.Domain.Tests.People;

/// <summary>What an administrator typed of a person, field by field, and what must not be done to anybody.</summary>
public sealed class UserEditingTests
{
    private static readonly HashSet<string> Campaigns = ["c1", "c2"];
    private static readonly Person Sofia = new("sofia", "Sofía Rey", [RoleWord.Supervisor], false, ["c1"]);
    private static readonly Person Admin = new("admin", "Admin", [RoleWord.Supervisor, RoleWord.Administrator], false, null);

    private static (Person Person, Faults Faults) Create(NewUser user)
    {
        var faults = new Faults();
        return (UserEditing.Create(user, Campaigns, faults), faults);
    }

    private static (Person Person, Faults Faults) Apply(UserEdit edit)
    {
        var faults = new Faults();
        return (UserEditing.Apply(Sofia, edit, Campaigns, faults), faults);
    }

    private static UserEdit Read(string json) => JsonSerializer.Deserialize<UserEdit>(json, JsonSerializerOptions.Web)!;

    [Theory]
    [InlineData("ana")]
    [InlineData("Ana.María-2_x@tienda+uy")]
    [InlineData("7")]
    [InlineData("ñandú")]
    [InlineData("عائشة")]
    [InlineData("1234567890123456789012345678901234567890")]
    public void A_user_name_is_letters_digits_and_a_few_signs(string name)
    {
        var (person, faults) = Create(new NewUser(name, "Ana", ["agent"]));
        Assert.Empty(faults.Fields);
        Assert.Equal(name, person.UserName);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("ana morales")]
    [InlineData("ana\u00A0m")]
    [InlineData("ana/m")]
    [InlineData("..")]
    [InlineData("-ana")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("ana'--")]
    [InlineData("\u202Eana")]
    [InlineData("ana\u200B")]
    [InlineData("😀")]
    [InlineData("a\u0000b")]
    [InlineData("a\uD800")]
    [InlineData("12345678901234567890123456789012345678901")]
    public void Anything_else_is_none(string? name)
    {
        var (_, faults) = Create(new NewUser(name, "Ana", ["agent"]));
        Assert.Equal(["userName"], faults.Fields.Keys);
        Assert.Equal(FaultCode.UserName, faults.Fields["userName"].Code);
    }

    [Fact]
    public void An_accent_of_its_own_is_the_same_name() => Assert.Equal("jos\u00E9", Create(new NewUser(" jose\u0301 ", "José", ["agent"])).Person.UserName);

    public static TheoryData<string, UserEdit> Wrong() => new()
    {
        { "displayName", new(DisplayName: "") },
        { "displayName", new(DisplayName: " \t") },
        { "displayName", new(DisplayName: new string('x', 81)) },
        { "displayName", new(DisplayName: new string('x', 10_000_000)) },
        { "displayName", new(DisplayName: "Ana\nMorales") },
        { "displayName", new(DisplayName: "\u202Ealert") },
        { "displayName", new(DisplayName: "a\uDC00") },
        { "roles", new(Roles: []) },
        { "roles", new(Roles: ["emperor"]) },
        { "roles", new(Roles: ["Agent"]) },
        { "roles", new(Roles: [null!]) },
        { "roles", new(Roles: ["agent", "agent", "agent", "agent"]) },
        { "campaigns", new() { Campaigns = [] } },
        { "campaigns", new() { Campaigns = [.. Enumerable.Range(0, 1_001).Select(_ => "c1")] } },
        { "campaigns[1]", new() { Campaigns = ["c1", "c9"] } },
        { "campaigns[0]", new() { Campaigns = [null!] } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_wrong_field_is_named(string field, UserEdit edit) => Assert.Equal([field], Apply(edit).Faults.Fields.Keys);

    [Theory]
    [InlineData("<b>Ana</b>")]
    [InlineData("😀 Ana 👩‍👩‍👧")]
    [InlineData("عائشة")]
    [InlineData("=1+1")]
    public void A_display_name_is_any_text_of_one_line(string name) => Assert.Empty(Apply(new UserEdit(name)).Faults.Fields);

    [Fact]
    public void A_new_user_needs_a_role_and_a_name()
    {
        var (_, faults) = Create(new NewUser("eva"));
        Assert.Equal(["displayName", "roles"], faults.Fields.Keys.Order());
        Assert.Equal(FaultCode.Needed, faults.Fields["roles"].Code);
    }

    [Fact]
    public void Roles_stand_in_their_order_and_campaigns_each_once()
    {
        var (person, faults) = Apply(new UserEdit(Roles: ["administrator", "agent", "agent"]) { Campaigns = ["c2", "c1", "c2"] });
        Assert.Empty(faults.Fields);
        Assert.Equal(["agent", "administrator"], person.Roles);
        Assert.Equal(["c1", "c2"], person.Campaigns);
    }

    [Fact]
    public void What_is_left_out_stays_above_all_the_list_of_campaigns()
    {
        var (person, faults) = Apply(Read("""{"displayName":"Sofía"}"""));
        Assert.Empty(faults.Fields);
        Assert.Equal(("Sofía", "c1", "supervisor"), (person.DisplayName, Assert.Single(person.Campaigns!), Assert.Single(person.Roles)));
        Assert.Null(Apply(Read("""{"campaigns":null}""")).Person.Campaigns);
        Assert.Equal(["c2"], Apply(Read("""{"campaigns":["c2"]}""")).Person.Campaigns);
    }

    [Fact]
    public void The_last_administrator_stays_one()
    {
        var (off, demoted) = (Admin with { Disabled = true }, Admin with { Roles = [RoleWord.Supervisor] });
        Assert.Equal(UserObstacle.LastAdministrator, UserEditing.ObstacleOf(Admin, off, "sofia", 0));
        Assert.Equal(UserObstacle.LastAdministrator, UserEditing.ObstacleOf(Admin, demoted, "admin", 0));
        Assert.Null(UserEditing.ObstacleOf(Admin, off, "sofia", 1));
        Assert.Null(UserEditing.ObstacleOf(Admin, demoted, "admin", 1));
        Assert.Null(UserEditing.ObstacleOf(Admin, Admin with { DisplayName = "Otro" }, "admin", 0));

        // Who is off already is nobody's last hope.
        Assert.Null(UserEditing.ObstacleOf(off, off with { Roles = [RoleWord.Supervisor] }, "sofia", 0));
    }

    [Fact]
    public void Nobody_switches_himself_off()
    {
        Assert.Equal(UserObstacle.Yourself, UserEditing.ObstacleOf(Admin, Admin with { Disabled = true }, "ADMIN", 3));
        Assert.Null(UserEditing.ObstacleOf(Sofia, Sofia with { Disabled = true }, "admin", 1));
    }

    [Fact]
    public void Sessions_end_with_what_he_loses_not_with_what_he_gains()
    {
        Assert.True(UserEditing.EndsSessions(Sofia, Sofia with { Disabled = true }));
        Assert.True(UserEditing.EndsSessions(Sofia, Sofia with { Roles = [RoleWord.Agent] }));
        Assert.False(UserEditing.EndsSessions(Sofia, Sofia with { Roles = [RoleWord.Agent, RoleWord.Supervisor] }));
        Assert.False(UserEditing.EndsSessions(Sofia, Sofia with { Campaigns = null, DisplayName = "S" }));
        Assert.False(UserEditing.EndsSessions(Sofia with { Disabled = true }, Sofia));
    }

    [Theory]
    [InlineData("12345678", null)]
    [InlineData("1234567", FaultCode.Length)]
    [InlineData("", FaultCode.Length)]
    [InlineData(null, FaultCode.Length)]
    [InlineData("the-one-before", FaultCode.SamePassword)]
    public void A_password_of_his_own_is_long_enough_and_another_one(string? given, string? code)
    {
        var faults = new Faults();
        UserEditing.CheckNewPassword(given, "the-one-before", "newPassword", faults);
        Assert.Equal(code, faults.Fields.GetValueOrDefault("newPassword")?.Code);
        var tooLong = new Faults();
        UserEditing.CheckNewPassword(new string('x', 257), "y", "newPassword", tooLong);
        Assert.Equal(FaultCode.Length, tooLong.Fields["newPassword"].Code);
    }
}
