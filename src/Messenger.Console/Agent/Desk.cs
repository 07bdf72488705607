using Messenger.Console.Shared.Api;
using Messenger.Console.Shared.Browser;
using Messenger.Console.Shared.Live;
using Messenger.Console.Shared.Session;
using Messenger.Domain.Configuration;
using Messenger.Domain.Http;
using Messenger.Domain.Hubs;

namespace Messenger.Console.Agent;

/// <summary>What an agent does at his desk: opens it, sends, finishes, changes his state.</summary>
public sealed partial class Desk(
    LiveConnection live, DeskState state, ConsoleApi api, TokenKeeper tokens, FileScript files, ServerClock clock, TimeProvider time) : IDisposable
{
    private const string Hub = "hubs/agent";
    private static readonly TimeSpan TypingEvery = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, DateTimeOffset> typedAt = new(StringComparer.Ordinal);
    private readonly HashSet<string> seenOnce = new(StringComparer.Ordinal);
    private TopicReader? reader;
    private ITimer? campaignTimer;

    /// <summary>Something changed that is not an event of the hub.</summary>
    public event Action? Changed;

    public DeskState State => state;

    public ConfigurationView? Configuration { get; private set; }

    public IReadOnlyList<DeskCampaign>? Campaigns { get; private set; }

    public bool IsReady => reader is { HasState: true } && state.Agent is not null;

    /// <summary>Those of the chat's campaign and those of the whole installation; null while they are not known.</summary>
    public IReadOnlyList<CannedResponse>? CannedIn(Chat chat) => Configuration is null
        ? null
        : [.. Campaigns?.FirstOrDefault(c => c.Id == chat.View.CampaignId)?.CannedResponses ?? [], .. Configuration.CannedResponses];

    public async Task Open()
    {
        live.Restored += SendHeldBack;
        live.Changed += FollowPulls;
        live.Changed += NameWrapUps;
        live.Changed += NameWhatRings;
        campaignTimer = time.CreateTimer(_ => _ = LoadCampaigns(), null, TimeSpan.Zero, TimeSpan.FromSeconds(60));
        _ = LoadConfiguration();
        await live.Open(Hub);
        reader = await live.Follow("desk", state);
        await Arrive();
    }

    public void Dispose()
    {
        live.Restored -= SendHeldBack;
        live.Changed -= FollowPulls;
        live.Changed -= NameWrapUps;
        live.Changed -= NameWhatRings;
        campaignTimer?.Dispose();
        receiver?.Dispose();
        _ = live.Close(Hub);
    }

    public Task<CommandResult> SetStatus(string status) => live.Command("SetStatus", status, NewId());

    public Task<CommandResult> StartBreak(string breakId, bool afterChats) => live.Command("StartBreak", breakId, afterChats, NewId());

    public Task<CommandResult> EndBreak() => live.Command("EndBreak", NewId());

    public Task<CommandResult> Finish(string interactionId, string? dispositionId, string? note) =>
        SendAway(interactionId, () => live.Command("Close", interactionId, dispositionId, note, NewId()));

    /// <summary>Gives every chat back to the front of its queue, then leaves.</summary>
    public async Task<CommandResult> ReturnAllAndLeave()
    {
        // First of all nothing new: whoever is still free gets what he has just given back.
        var leaving = await SetStatus("offline-after-chats");
        if (!leaving.Ok)
        {
            return leaving;
        }

        foreach (var chat in state.Chats.ToList())
        {
            var given = await Decline(chat.Id, null);
            if (!given.Ok)
            {
                return given;
            }
        }

        return await SetStatus("offline");
    }

    /// <summary>Sends a text, in several messages when it is too long for one.</summary>
    public async Task Send(Chat chat, string text)
    {
        var parts = MessageParts.Split(text).Select(part => new PendingSend(NewId(), part, clock.Now)).ToList();
        foreach (var part in parts)
        {
            chat.Begin(part);
        }

        Changed?.Invoke();
        foreach (var part in parts)
        {
            await Post(chat.Id, part);
        }
    }

    /// <summary>Tries a refused message again, under the same id: at most one of the attempts counts.</summary>
    public async Task Again(Chat chat, PendingSend sent)
    {
        var again = sent with { Refusal = null, RefusalText = null };
        chat.Begin(again);
        Changed?.Invoke();
        if (again.File is { UploadId: null })
        {
            await files.UploadAgain(Receiver, chat.Id, again.ClientMessageId);
            return;
        }

        await Post(chat.Id, again);
    }

    public void Discard(Chat chat, PendingSend sent)
    {
        chat.Discard(sent.ClientMessageId);
        Changed?.Invoke();
    }

    public async Task Typing(string interactionId)
    {
        var now = time.GetUtcNow();
        if (typedAt.TryGetValue(interactionId, out var last) && now - last < TypingEvery)
        {
            return;
        }

        typedAt[interactionId] = now;
        await live.Command("Typing", interactionId);
    }

    /// <summary>The interaction is open before the agent's eyes. The first time this is the answer that stops the waiting clock.</summary>
    public async Task See(Chat chat)
    {
        var unread = chat.View.Unread > 0;
        if (!unread && (chat.View.AnsweredAt is not null || seenOnce.Contains(chat.Id)))
        {
            return;
        }

        chat.Seen();
        Changed?.Invoke();
        seenOnce.Add(chat.Id);
        if (!(await live.Command("MarkSeen", chat.Id)).Ok)
        {
            seenOnce.Remove(chat.Id);
        }
    }

    private async Task Post(string interactionId, PendingSend sent)
    {
        var result = sent.File is { } file
            ? await live.Command("SendAttachment", interactionId, sent.ClientMessageId, file.UploadId)
            : await live.Command("SendText", interactionId, sent.ClientMessageId, sent.Text);
        // Without a connection it stays under way and goes out when the line is back.
        if (!result.Ok && result.Code != LiveConnection.NoConnection)
        {
            state.Find(interactionId)?.Refuse(sent.ClientMessageId, result.Code ?? "unknown", result.Message);
            Changed?.Invoke();
        }
    }

    private async Task SendHeldBack()
    {
        var held = state.Chats.SelectMany(chat => chat.Pending.Where(sent => sent is { Refusal: null, File: null or { UploadId: not null } }).Select(sent => (chat.Id, sent))).ToList();
        foreach (var (interactionId, sent) in held)
        {
            await Post(interactionId, sent);
        }

        await LoadCampaigns();
        await Arrive();
    }

    // R41: who signs in to the desk is available; who merely reloads keeps break and state.
    private async Task Arrive()
    {
        if (IsReady && tokens.IsFresh && (state.Agent!.Status == "available" || (await SetStatus("available")).Ok))
        {
            await tokens.NoLongerFresh();
        }
    }

    private async Task LoadConfiguration()
    {
        while (Configuration is null)
        {
            Configuration = (await api.Configuration()).Value;
            if (Configuration is null)
            {
                await Task.Delay(TimeSpan.FromSeconds(5), time);
            }
        }

        Changed?.Invoke();
    }

    private async Task LoadCampaigns()
    {
        if ((await api.OwnCampaigns()).Value is { } own)
        {
            Campaigns = own.Items;
            Changed?.Invoke();
        }
    }

    private static string NewId() => Guid.NewGuid().ToString("N");
}
