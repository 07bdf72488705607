using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Messenger.Domain.Activations;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Configuration;
using Messenger.Domain.Conversations;
using Messenger.Domain.Pages;
using Messenger.Storage.Campaigns;
using Messenger.Storage.Configuration;
using Messenger.Storage.Pages;
using Messenger.Storage.Recordings;

namespace Messenger.Domain.Tests.Facts;

/// <summary>A fact that is written but not read would be lost silently: every kind is named, applied, shown and projected; every command decided.</summary>
public sealed partial class EveryFactIsApplied
{
    private static readonly JsonSerializerOptions Journal = new(JsonSerializerDefaults.Web);

    public static TheoryData<Type, Type> Facts() => Pairs(f => f.Facts);

    public static TheoryData<Type, Type> Commands() => Pairs(f => f.Commands);

    private static TheoryData<Type, Type> Pairs(Func<Family, IEnumerable<Type>> kinds)
    {
        var data = new TheoryData<Type, Type>();
        foreach (var family in Family.All)
        {
            foreach (var kind in kinds(family))
            {
                data.Add(family.Fact, kind);
            }
        }

        return data;
    }

    private static Family FamilyOf(Type fact) => Family.All.Single(f => f.Fact == fact);

    [Theory]
    [MemberData(nameof(Facts))]
    public void It_has_a_name_that_ends_in_its_schema_version(Type family, Type fact)
    {
        var name = Assert.Single(FamilyOf(family).Discriminators, d => d.DerivedType == fact).TypeDiscriminator;
        Assert.Matches(NameAndVersion(), Assert.IsType<string>(name));
    }

    [Theory]
    [MemberData(nameof(Facts))]
    public void It_is_applied_and_shown(Type family, Type fact)
    {
        var rules = FamilyOf(family);
        var (before, what) = (States.For(rules, fact), Sample.Of(fact));
        var after = rules.Apply(before, what);
        Assert.NotNull(after);
        Assert.True(rules.View(before, after, what) >= 0);
    }

    [Theory]
    [MemberData(nameof(Facts))]
    public void It_is_read_from_the_journal_as_it_was_written(Type family, Type fact)
    {
        var written = JsonSerializer.Serialize(Sample.Of(fact), family, Journal);
        var read = JsonSerializer.Deserialize(written, family, Journal);
        Assert.IsType(fact, read);
        Assert.Equal(written, JsonSerializer.Serialize(read, family, Journal));
    }

    [Theory]
    [MemberData(nameof(Facts))]
    public void It_is_still_read_and_applied_when_what_a_person_wrote_was_erased(Type family, Type fact)
    {
        var node = JsonSerializer.SerializeToNode(Sample.Of(fact), family, Journal)!.AsObject();
        foreach (var personal in fact.GetProperties().Where(p => p.GetCustomAttribute<Domain.Shared.PersonalAttribute>() is not null))
        {
            Assert.True(node.Remove(JsonNamingPolicy.CamelCase.ConvertName(personal.Name)), personal.Name);
        }

        var rules = FamilyOf(family);
        var (before, erased) = (States.For(rules, fact), JsonSerializer.Deserialize(node, family, Journal)!);
        Assert.True(rules.View(before, rules.Apply(before, erased), erased) >= 0);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Every_command_is_decided(Type family, Type command)
    {
        var rules = FamilyOf(family);
        rules.Decide(States.For(rules), Sample.Of(command));
        if (command != typeof(ConversationCommand.Receive))
        {
            rules.Decide(rules.Initial(), Sample.Of(command));
        }
    }

    [Fact]
    public void Everything_that_arrives_from_outside_is_decided()
    {
        foreach (var inbound in Family.Kinds(typeof(Inbound)))
        {
            ConversationRules.Decide(
                ConversationRules.Initial("1:4242"), new ConversationCommand.Receive((Inbound)Sample.Of(inbound), "c1", "Tienda"), Day.Start);
        }
    }

    [Fact]
    public void Every_fact_has_its_rows_or_says_that_it_has_none()
    {
        foreach (var fact in Family.Kinds(typeof(ActivationFact)))
        {
            Assert.All(ActivationProjection.Changes(ActivationState.Initial("a1b2"), (ActivationFact)Sample.Of(fact), Day.Start), Assert.NotNull);
        }

        foreach (var fact in Family.Kinds(typeof(PageFact)))
        {
            Assert.All(PageHealthProjection.Changes("10", (PageFact)Sample.Of(fact), Day.Start), Assert.NotNull);
        }

        foreach (var fact in Family.Kinds(typeof(CampaignFact)))
        {
            Assert.All(CampaignProjection.Changes("c1", (CampaignFact)Sample.Of(fact), Day.Start), Assert.NotNull);
        }

        foreach (var fact in Family.Kinds(typeof(ConfigurationFact)))
        {
            Assert.All(ConfigurationProjection.Changes((ConfigurationFact)Sample.Of(fact), Day.Start), Assert.NotNull);
        }

        foreach (var fact in Family.Kinds(typeof(ConversationFact)))
        {
            Assert.All(ConversationProjection.Changes("1:4242", (ConversationFact)Sample.Of(fact), Day.Start), Assert.NotNull);
        }
    }

    [Fact]
    public void No_two_facts_of_a_family_share_a_name() =>
        Assert.All(Family.All, f => Assert.Distinct(f.Discriminators.Select(d => d.TypeDiscriminator)));

    [GeneratedRegex("^[a-z]+(-[a-z]+)*/[1-9][0-9]*$")]
    private static partial Regex NameAndVersion();
}
