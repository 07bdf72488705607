using Messenger.Domain.Http;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Campaigns;

/// <summary>Somebody who could be a member, if he is an agent.</summary>
public sealed record MemberCandidate(string UserId, string UserName, bool IsAgent);

/// <summary>Turns a list that an administrator sent into members, or says of each entry what is wrong with it.</summary>
public static class MemberEditing
{
    public const string Finish = "finish";
    public const string Requeue = "requeue";

    private const int MostMembers = 10_000;

    /// <summary>More faults than these help nobody.</summary>
    private const int MostFaults = 100;

    /// <param name="people">By user name, without regard to case.</param>
    /// <param name="faults">Per entry what is wrong, as <c>items[3].userName</c>; empty = the list can be set.</param>
    public static IReadOnlyList<Member> Apply(MembersEdit edit, IReadOnlyDictionary<string, MemberCandidate> people, Faults faults)
    {
        if (edit.Items is not { Count: <= MostMembers } items)
        {
            faults.Add("items", Fault.Of(FaultCode.Entries, MostMembers));
            return [];
        }

        var (members, known) = (new List<Member>(items.Count), new HashSet<string>(StringComparer.Ordinal));
        for (var i = 0; i < items.Count && faults.Count < MostFaults; i++)
        {
            var (name, penalty) = (items[i]?.UserName?.Trim() ?? "", items[i]?.Penalty ?? 0);
            var candidate = people.GetValueOrDefault(name);
            if (WhatIsWrong(name, candidate, known) is { } wrong)
            {
                faults.Add($"items[{i}].userName", wrong);
            }

            if (penalty is < 0 or > 100)
            {
                faults.Add($"items[{i}].penalty", Fault.Of(FaultCode.Number, 0, 100));
            }

            members.Add(new Member(candidate?.UserId ?? "", penalty));
        }

        return members;
    }

    /// <summary>Why a member receives nothing whatever he does; null = no such reason (R33).</summary>
    /// <param name="isInVoice">He is in a voice campaign.</param>
    public static string? ReasonOf(CampaignType type, bool needsVoice, bool isInVoice) =>
        type == CampaignType.Messenger && needsVoice && !isInVoice ? RefusalCode.NotInVoiceCampaign : null;

    /// <summary>Finish where nothing is said.</summary>
    public static Removal RemovalOf(MembersEdit edit, Faults faults)
    {
        faults.Check("onRemoval", edit.OnRemoval is null or Finish or Requeue, new Fault(FaultCode.OneOf, [$"{Finish}, {Requeue}"]));
        return edit.OnRemoval == Requeue ? Removal.Requeue : Removal.Finish;
    }

    private static Fault? WhatIsWrong(string name, MemberCandidate? candidate, HashSet<string> known) => candidate switch
    {
        null => name.Length == 0 ? Fault.Of(FaultCode.Needed) : new Fault(FaultCode.NoUser, [name]),
        { IsAgent: false } => new Fault(FaultCode.NoAgent, [candidate.UserName]),
        _ => known.Add(candidate.UserId) ? null : new Fault(FaultCode.Twice, [candidate.UserName]),
    };
}
