using System.Reflection;
using System.Text.Json.Serialization;
using Messenger.Domain.Activations;
using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Configuration;
using Messenger.Domain.Conversations;
using Messenger.Domain.Pages;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Tests.Facts;

/// <summary>A kind of grain seen from outside: its facts, its commands, and its rules as plain functions.</summary>
public abstract class Family
{
    public static readonly IReadOnlyList<Family> All =
    [
        new Of<AgentState, AgentCommand, AgentFact, AgentRules>("a1"),
        new Of<CampaignState, CampaignCommand, CampaignFact, CampaignRules>("c1"),
        new Of<ConversationState, ConversationCommand, ConversationFact, ConversationRules>("1:4242"),
        new Of<ConfigurationState, ConfigurationCommand, ConfigurationFact, ConfigurationRules>("configuration"),
        new Of<ActivationState, ActivationCommand, ActivationFact, ActivationRules>("a1b2"),
        new Of<PageState, PageCommand, PageFact, PageRules>("10"),
    ];

    public abstract Type Fact { get; }

    public abstract Type Command { get; }

    public abstract string Key { get; }

    public IEnumerable<Type> Facts => Kinds(Fact);

    public IEnumerable<Type> Commands => Kinds(Command);

    public IEnumerable<JsonDerivedTypeAttribute> Discriminators => Fact.GetCustomAttributes<JsonDerivedTypeAttribute>();

    public abstract object Initial();

    public abstract object Apply(object state, object fact);

    public abstract int View(object before, object after, object fact);

    public abstract void Decide(object state, object command);

    /// <summary>Every concrete record of a family, wherever in the domain it stands.</summary>
    public static IEnumerable<Type> Kinds(Type family) => family.Assembly.GetTypes().Where(t => !t.IsAbstract && t.IsSubclassOf(family));

    private sealed class Of<TState, TCommand, TFact, TRules>(string key) : Family
        where TState : class
        where TRules : IRules<TState, TCommand, TFact>
    {
        public override Type Fact => typeof(TFact);

        public override Type Command => typeof(TCommand);

        public override string Key => key;

        public override object Initial() => TRules.Initial(key);

        public override object Apply(object state, object fact) => TRules.Apply((TState)state, (TFact)fact, Day.Start);

        public override int View(object before, object after, object fact) =>
            TRules.View((TState)before, (TState)after, (TFact)fact, Day.Start, 1).Count();

        public override void Decide(object state, object command) => TRules.Decide((TState)state, (TCommand)command, Day.Start);
    }
}
