using System.Text.Json;
using System.Text.Json.Nodes;
using Messenger.Console.Shared.Api;
using Messenger.Console.Shared.Forms;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Http;

namespace Messenger.Console.Administration.Campaigns;

public enum SaveOutcome
{
    Saved,

    /// <summary>The fields say what is wrong.</summary>
    Refused,

    /// <summary>Another campaign has the name, or the Page while both are enabled.</summary>
    Taken,

    /// <summary>Somebody else saved it meanwhile: what he changed is shown, and this person's changes stand on top of it.</summary>
    ChangedElsewhere,
    Gone,
    Unreachable,
}

/// <summary>A campaign in the editor: what was read, what was made of it, and what the domain says of it.</summary>
public sealed class CampaignForm
{
    private readonly CampaignsApi api;
    private readonly string type;
    private JsonObject read = [];
    private string? tag;
    private string? copied;

    public CampaignForm(CampaignsApi api, string type)
    {
        this.api = api;
        this.type = type;
        Edit = CampaignEditing.Of(CampaignSettings.Default);
        State = new FormState(Check);
    }

    public FormState State { get; }

    public CampaignEdit Edit { get; set; }

    /// <summary>Null = it was never saved.</summary>
    public string? Id { get; private set; }

    public bool WasEnabled { get; private set; } = true;

    /// <summary>It was never activated: saving it leads on to that (R21).</summary>
    public bool NeedsPage { get; private set; } = true;

    /// <summary>How many wrote while it was switched off and are not queued (R19).</summary>
    public int RecordedMeanwhile { get; private set; }

    /// <summary>What somebody else saved while this was open.</summary>
    public IReadOnlyList<ChangedElsewhere> Elsewhere { get; private set; } = [];

    /// <summary>A new one.</summary>
    /// <param name="zone">IANA; the browser's.</param>
    public void Begin(string zone) => Begin(CampaignEditing.Of(CampaignSettings.Default) with { TimeZone = zone });

    /// <summary>A copy of another one, its members included; a Page has one campaign, so that stays behind (R1).</summary>
    public void Copy(CampaignView original, string name)
    {
        copied = original.Id;
        Begin(Plain(original) with { Name = name, PageName = "" });
        State.StartChanged();
    }

    public async Task<Reply<CampaignView>> Load(string id)
    {
        var reply = await api.Find(id);
        if (reply.Value is { } view)
        {
            Take(view, reply.Tag);
        }

        return reply;
    }

    public void Discard()
    {
        Edit = read.Deserialize(CampaignJson.Default.CampaignEdit)!;
        Elsewhere = [];
        State.Start();
    }

    /// <param name="queueRecorded">What becomes of those who wrote while it was switched off; null = it is not being switched on.</param>
    public async Task<SaveOutcome> Save(bool? queueRecorded)
    {
        State.Busy();
        var reply = Id is null ? await api.Create(New()) : await api.Save(Id, Edit with { QueueRecorded = queueRecorded }, tag!);
        if (reply.Value is { } view)
        {
            Take(view, reply.Tag);
            return SaveOutcome.Saved;
        }

        State.Refuse(reply.Problem?.Faults);
        return reply switch
        {
            { IsStale: true } => await Merge(),
            { IsUnreachable: true } => SaveOutcome.Unreachable,
            { Status: System.Net.HttpStatusCode.NotFound } => SaveOutcome.Gone,
            { Problem.Type: "/problems/taken" } => SaveOutcome.Taken,
            _ => SaveOutcome.Refused,
        };
    }

    /// <summary>The other's word for a field that both changed.</summary>
    public void TakeTheirs(ChangedElsewhere change)
    {
        var mine = Json(Edit);
        mine[change.Field] = change.Theirs?.DeepClone();
        Edit = mine.Deserialize(CampaignJson.Default.CampaignEdit)!;
        Elsewhere = [.. Elsewhere.Select(c => c == change ? c with { Mine = null } : c)];
        State.Edit(change.Field);
    }

    public void Seen() => Elsewhere = [];

    /// <summary>It has its Page now: what was typed meanwhile stays on top.</summary>
    public async Task Reload(string id)
    {
        if (State.IsChanged)
        {
            await Merge();
        }
        else
        {
            await Load(id);
        }
    }

    public Task<Reply<Nothing>> Remove(string name) => api.Remove(Id!, name, tag!);

    private async Task<SaveOutcome> Merge()
    {
        var (before, mine) = (read, Json(Edit));
        if ((await api.Find(Id!)) is not { Value: { } theirs } reply)
        {
            return SaveOutcome.Unreachable;
        }

        Take(theirs, reply.Tag);
        var merged = EditMerge.Of(before, mine, read);
        Edit = merged.Result.Deserialize(CampaignJson.Default.CampaignEdit)!;
        Elsewhere = merged.Changed;
        State.StartChanged();
        return SaveOutcome.ChangedElsewhere;
    }

    private void Take(CampaignView view, string? version)
    {
        (Id, tag, WasEnabled, RecordedMeanwhile) = (view.Id, version, view.Enabled == true, view.RecordedMeanwhile);
        NeedsPage = view.PageId is null;
        Edit = Plain(view);
        read = Json(Edit);
        Elsewhere = [];
        State.Start();
    }

    private void Begin(CampaignEdit edit)
    {
        Edit = edit;
        read = Json(edit);
        State.Start();
    }

    private Faults Check()
    {
        var faults = new Faults();
        CampaignEditing.Apply(CampaignSettings.Default, Edit, faults);
        return faults;
    }

    private NewCampaign New()
    {
        var json = Json(Edit);
        json["type"] = type;
        json["copyMembersOf"] = copied;
        return json.Deserialize(CampaignJson.Default.NewCampaign)!;
    }

    private static CampaignEdit Plain(CampaignView view) =>
        JsonSerializer.SerializeToNode(view, CampaignJson.Default.CampaignView).Deserialize(CampaignJson.Default.CampaignEdit)!;

    private static JsonObject Json(CampaignEdit edit) => JsonSerializer.SerializeToNode(edit, CampaignJson.Default.CampaignEdit)!.AsObject();
}
