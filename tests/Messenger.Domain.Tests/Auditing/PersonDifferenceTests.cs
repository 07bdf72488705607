using Messenger.Domain.Auditing;
using Messenger.Domain.People;

namespace Messenger.Domain.Tests.Auditing;

/// <summary>What the audit says of a user.</summary>
public sealed class PersonDifferenceTests
{
    private static readonly Dictionary<string, string> Names = new() { ["c1"] = "Soporte", ["c2"] = "Ventas" };
    private static readonly Person Sofia = new("sofia", "Sofía", [RoleWord.Supervisor], false, null);

    [Fact]
    public void Of_somebody_new_it_says_everything() => Assert.Equal(
        [
            new FieldChange("displayName", null, "Sofía"), new FieldChange("roles", null, "supervisor"), new FieldChange("disabled", null, "false"),
            new FieldChange("campaigns", null, "*"),
        ],
        PersonDifference.Of(null, Sofia, Names));

    [Fact]
    public void Of_a_change_it_says_what_changed_campaigns_by_name()
    {
        Assert.Empty(PersonDifference.Of(Sofia, Sofia with { Roles = [RoleWord.Supervisor] }, Names));
        Assert.Equal(
            [new FieldChange("roles", "supervisor", "agent, supervisor"), new FieldChange("campaigns", "*", "Ventas, c3")],
            PersonDifference.Of(Sofia, Sofia with { Roles = [RoleWord.Agent, RoleWord.Supervisor], Campaigns = ["c2", "c3"] }, Names));
        Assert.Equal([new FieldChange("disabled", "false", "true")], PersonDifference.Of(Sofia, Sofia with { Disabled = true }, Names));
    }

    [Fact]
    public void Of_a_password_it_says_that_it_changed() => Assert.Equal([new FieldChange("password", "***", "***")], PersonDifference.Password());
}
