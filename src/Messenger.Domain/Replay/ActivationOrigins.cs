using Messenger.Domain.Activations;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Replay;

/// <summary>What reached an activation: its person, Facebook's answers, and what became of its obligations.</summary>
public readonly struct ActivationOrigins : IOrigins<ActivationState, ActivationCommand, ActivationFact>
{
    public static IEnumerable<ActivationCommand> Of(ActivationState before, ArraySegment<ActivationFact> facts, DateTimeOffset at) => facts[0] switch
    {
        ActivationFact.Started { Start: var s } => [new ActivationCommand.Start(s.CampaignId, s.CampaignName, s.PageName, s.By, s.StateHash)],

        // Another state than its own stands for a forged one.
        ActivationFact.StateRefused f => [new ActivationCommand.Return(f.Reason == StateRefusal.Forged ? "" : Own(before), f.By)],
        ActivationFact.Returned => [new ActivationCommand.Return(Own(before), before.Started!.By)],
        ActivationFact.Granted f => [new ActivationCommand.Grant(f.FacebookUserId, f.Pages, [])],
        ActivationFact.Chosen f => [Chooses(f.Page, f.By ?? before.Started!.By)],
        ActivationFact.Halted f => Halts(before, f),
        ActivationFact.Subscribed => [new ActivationCommand.SubscribeAnswered(before.Chosen!.Id, null, null)],
        ActivationFact.Connected => [new ActivationCommand.CampaignAnswered(before.Chosen!.Id, Answer.Done)],
        ActivationFact.Finished f => [new ActivationCommand.Finish(f.Lost)],
        ActivationFact.Stopped f => Stops(before, f),
        var unknown => throw new NotSupportedException($"No origin of {unknown.GetType().Name}."),
    };

    public static Decision<ActivationFact>? Decide(int rulesVersion, ActivationState state, ActivationCommand command, DateTimeOffset at) =>
        ActivationRules.Decide(state, command, at);

    private static string Own(ActivationState state) => state.Started!.StateHash;

    private static ActivationCommand.Choose Chooses(OfferedPage page, Auditing.Editor by) => new(page.Id, true, by);

    private static IEnumerable<ActivationCommand> Halts(ActivationState before, ActivationFact.Halted f) => f.Exit switch
    {
        ActivationExit.PageMismatch or ActivationExit.NotAdmin => [new ActivationCommand.Choose(f.Page!.Id, false, before.Started!.By)],
        _ when before.IsSubscribed => [new ActivationCommand.CampaignAnswered(f.Page!.Id, new Answer.Refused(f.Exit))],
        _ => [new ActivationCommand.SubscribeAnswered(f.Page!.Id, f.Exit, f.Missing.Count > 0 ? f.Missing[0] : null)],
    };

    private static IEnumerable<ActivationCommand> Stops(ActivationState before, ActivationFact.Stopped f) => f.Exit switch
    {
        ActivationExit.MissingPermissions or ActivationExit.NoPages => [new ActivationCommand.Grant("", [], f.Missing)],
        ActivationExit.NoCampaign when before.IsSubscribed => [new ActivationCommand.CampaignAnswered(before.Chosen!.Id, new Answer.Refused(RefusalCode.Unknown))],
        ActivationExit.Timeout => [new ActivationCommand.Tick()],
        _ => [new ActivationCommand.Stop(f.Exit, f.By)],
    };
}
