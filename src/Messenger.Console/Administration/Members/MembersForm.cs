using Messenger.Console.Administration.Campaigns;
using Messenger.Console.Shared.Api;
using Messenger.Console.Shared.Forms;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Http;

namespace Messenger.Console.Administration.Members;

/// <summary>A member list in the editor: what was read, what was made of it, and what somebody else made of it meanwhile.</summary>
public sealed class MembersForm
{
    private readonly MembersApi api;
    private readonly string campaignId;
    private IReadOnlyList<MemberItem> read = [];
    private Dictionary<string, AgentItem> people = new(StringComparer.OrdinalIgnoreCase);
    private Dictionary<string, MemberItem> known = new(StringComparer.OrdinalIgnoreCase);
    private string? tag;

    public MembersForm(MembersApi api, string campaignId)
    {
        (this.api, this.campaignId) = (api, campaignId);
        State = new FormState(Check);
    }

    public FormState State { get; }

    /// <summary>In member order.</summary>
    public List<MemberEdit> Items { get; private set; } = [];

    /// <summary>Everybody who can be a member, by name.</summary>
    public IReadOnlyList<AgentItem> Agents { get; private set; } = [];

    /// <summary>What somebody else made of the list while this was open; null = nothing.</summary>
    public MembersElsewhere? Elsewhere { get; private set; }

    public bool IsLoaded => tag is not null;

    /// <summary>Who could be a member and is none.</summary>
    public IReadOnlyList<AgentItem> Outside
    {
        get
        {
            var members = Members();
            return [.. Agents.Where(a => !members.Contains(a.UserName))];
        }
    }

    public string NameOf(string userName) => people.GetValueOrDefault(userName)?.DisplayName is { Length: > 0 } name ? name : userName;

    /// <summary>Why he receives nothing, as of the last word of the server; null = nothing stands in the way.</summary>
    public string? ReasonOf(string userName) => known.GetValueOrDefault(userName)?.Reason;

    public int Penalty(int index) => Items[index].Penalty ?? 0;

    /// <returns>Null = it is there; else why not.</returns>
    public async Task<Reply<MemberList>> Load()
    {
        var (members, agents) = (await api.Members(campaignId), await api.Agents());
        if (members is { Value: { } list, Tag: { } version } && agents.Value is { } all)
        {
            Agents = all.Items;
            people = all.Items.ToDictionary(a => a.UserName, StringComparer.OrdinalIgnoreCase);
            Take(list, version);
        }

        return agents.Value is null ? new Reply<MemberList>(null, agents.Status) : members;
    }

    /// <summary>The reasons may be others now; what was changed here stays.</summary>
    public async Task Refresh()
    {
        if (await api.Members(campaignId) is { Value: { } list })
        {
            known = list.Items.ToDictionary(m => m.UserName, StringComparer.OrdinalIgnoreCase);
        }
    }

    public void Add(IEnumerable<string> userNames)
    {
        var (members, before) = (Members(), read.ToDictionary(m => m.UserName, StringComparer.OrdinalIgnoreCase));
        Items.AddRange(userNames.Where(members.Add).Select(name => before.TryGetValue(name, out var was) ? new MemberEdit(was.UserName, was.Penalty) : new MemberEdit(name, 0)).ToList());
        State.Edit("items");
    }

    public void Remove(IReadOnlySet<string> userNames)
    {
        Items.RemoveAll(m => userNames.Contains(m.UserName!));
        State.Edit("items");
    }

    public void SetPenalty(int index, int penalty)
    {
        Items[index] = Items[index] with { Penalty = penalty };
        State.Edit(FormattableString.Invariant($"items[{index}].penalty"));
    }

    /// <summary>All of these one place up (-1) or down (+1), together; who stands at the edge stays there.</summary>
    public void Move(IReadOnlySet<string> userNames, int by)
    {
        var places = Enumerable.Range(0, Items.Count).Where(i => userNames.Contains(Items[i].UserName!)).ToList();
        foreach (var place in by < 0 ? places : Enumerable.Reverse(places))
        {
            var to = place + by;
            if (to >= 0 && to < Items.Count && !userNames.Contains(Items[to].UserName!))
            {
                (Items[place], Items[to]) = (Items[to], Items[place]);
            }
        }

        State.Edit("items");
    }

    public void Discard()
    {
        Items = [.. read.Select(m => new MemberEdit(m.UserName, m.Penalty))];
        Elsewhere = null;
        State.Start();
    }

    public void Seen() => Elsewhere = null;

    /// <param name="onRemoval">finish or requeue; null = not asked yet.</param>
    /// <returns>What became of it, and who has chats where the question has to be answered first.</returns>
    public async Task<(SaveOutcome Outcome, IReadOnlyList<MemberChats>? Chats)> Save(string? onRemoval)
    {
        State.Busy();
        var reply = await api.Save(campaignId, new MembersEdit(Items, onRemoval), tag!);
        if (reply is { Value: { } list, Tag: { } version })
        {
            Take(list, version);
            return (SaveOutcome.Saved, null);
        }

        State.Refuse(reply.Problem?.Faults);
        return reply switch
        {
            { IsStale: true } => (await Merge() ? SaveOutcome.ChangedElsewhere : SaveOutcome.Unreachable, null),
            { IsUnreachable: true } => (SaveOutcome.Unreachable, null),
            { Status: System.Net.HttpStatusCode.NotFound } => (SaveOutcome.Gone, null),
            { Problem.Members: { Count: > 0 } chats } => (SaveOutcome.Refused, chats),
            _ => (SaveOutcome.Refused, null),
        };
    }

    private HashSet<string> Members() => Items.Select(m => m.UserName!).ToHashSet(StringComparer.OrdinalIgnoreCase);

    private async Task<bool> Merge()
    {
        var (before, mine) = (read, Items);
        if (await api.Members(campaignId) is not { Value: { } theirs, Tag: { } version })
        {
            return false;
        }

        Take(theirs, version);
        var merged = MemberMerge.Of([.. before.Select(Edit)], mine, [.. theirs.Items.Select(Edit)]);
        Items = [.. merged.Result];
        Elsewhere = merged.Elsewhere;
        State.StartChanged();
        return true;

        static MemberEdit Edit(MemberItem member) => new(member.UserName, member.Penalty);
    }

    private void Take(MemberList list, string version)
    {
        (read, tag) = (list.Items, version);
        known = list.Items.ToDictionary(m => m.UserName, StringComparer.OrdinalIgnoreCase);
        Discard();
    }

    /// <summary>Whoever is a member already may be no agent any more; that is the server's to say.</summary>
    private Faults Check()
    {
        var faults = new Faults();
        var candidates = Items.Select(m => m.UserName!).Distinct(StringComparer.OrdinalIgnoreCase).ToDictionary(name => name, name => new MemberCandidate(name, name, true), StringComparer.OrdinalIgnoreCase);
        MemberEditing.Apply(new MembersEdit(Items), candidates, faults);
        return faults;
    }
}
