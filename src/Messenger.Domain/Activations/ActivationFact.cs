using System.Text.Json.Serialization;
using Messenger.Domain.Auditing;

namespace Messenger.Domain.Activations;

/// <summary>What happened in an activation. The discriminator ends in the fact's schema version.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(Started), "started/1")]
[JsonDerivedType(typeof(StateRefused), "state-refused/1")]
[JsonDerivedType(typeof(Returned), "returned/1")]
[JsonDerivedType(typeof(Granted), "granted/1")]
[JsonDerivedType(typeof(Chosen), "chosen/1")]
[JsonDerivedType(typeof(Halted), "halted/1")]
[JsonDerivedType(typeof(Subscribed), "subscribed/1")]
[JsonDerivedType(typeof(Connected), "connected/1")]
[JsonDerivedType(typeof(Finished), "finished/1")]
[JsonDerivedType(typeof(Stopped), "stopped/1")]
public abstract record ActivationFact
{
    public sealed record Started(ActivationStart Start) : ActivationFact;

    /// <summary>Somebody came back with a state that is not accepted. Nothing else changes.</summary>
    /// <param name="Reason">One of <see cref="StateRefusal"/>.</param>
    /// <param name="Number">Of refusals in this activation, from 1.</param>
    public sealed record StateRefused(string Reason, Editor By, int Number) : ActivationFact;

    public sealed record Returned : ActivationFact;

    public sealed record Granted(string FacebookUserId, IReadOnlyList<OfferedPage> Pages) : ActivationFact;

    /// <param name="By">Null = the only one with exactly the name that was typed.</param>
    public sealed record Chosen(OfferedPage Page, Editor? By = null) : ActivationFact;

    /// <summary>The person has to do something about it, and may then choose again.</summary>
    public sealed record Halted(string Exit, OfferedPage? Page, IReadOnlyList<string> Missing) : ActivationFact;

    /// <summary>Meta delivers the Page's events.</summary>
    public sealed record Subscribed : ActivationFact;

    /// <summary>The campaign has the Page.</summary>
    public sealed record Connected : ActivationFact;

    public sealed record Finished(IReadOnlyList<LostPage> Lost) : ActivationFact;

    public sealed record Stopped(string Exit, IReadOnlyList<string> Missing, Editor? By = null) : ActivationFact;
}
