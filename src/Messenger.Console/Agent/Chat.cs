using Messenger.Domain.Hubs;

namespace Messenger.Console.Agent;

/// <summary>A message that was typed here and is not in the transcript yet.</summary>
/// <param name="Refusal">Code of the refusal; null while it is under way.</param>
/// <param name="File">Null = it is a text; else <paramref name="Text"/> is the file's name.</param>
public sealed record PendingSend(
    string ClientMessageId, string Text, DateTimeOffset At, string? Refusal = null, string? RefusalText = null, PendingFile? File = null);

/// <summary>A file on its way to the server.</summary>
/// <param name="Percent">Of its bytes, 0 to 100.</param>
/// <param name="UploadId">Null until the server has it.</param>
public sealed record PendingFile(int Percent, string? UploadId);

/// <summary>One interaction on the desk with its transcript and what is still under way.</summary>
public sealed class Chat
{
    private readonly List<MessageView> messages = [];
    private readonly List<PendingSend> pending = [];

    public Chat(InteractionView view)
    {
        View = view with { Messages = [] };
        messages.AddRange(view.Messages);
        Sort();
    }

    public string Id => View.Id;

    /// <summary>The interaction without its messages.</summary>
    public InteractionView View { get; private set; }

    public IReadOnlyList<MessageView> Messages => messages;

    public IReadOnlyList<PendingSend> Pending => pending;

    /// <summary>The message with this mid, if it is at hand.</summary>
    public MessageView? Find(string? mid) => mid is null ? null : messages.Find(m => m.Mid == mid);

    /// <summary>When something last happened here.</summary>
    public DateTimeOffset LastAt => messages.Count > 0 ? messages[^1].At : View.OpenedAt;

    public bool IsEnded => View.State == "ended";

    public bool MayWrite => !IsEnded && View.Window.Kind != "closed";

    /// <summary>Takes the changed interaction; its messages are kept, a change carries none.</summary>
    public void Change(InteractionView changed) => View = changed with { Messages = [] };

    /// <summary>Takes over what is only here when a snapshot replaces everything else.</summary>
    public void Inherit(Chat older)
    {
        foreach (var sent in older.pending.Where(sent => messages.All(m => m.ClientMessageId != sent.ClientMessageId)))
        {
            pending.Add(sent);
        }
    }

    /// <returns>True when the message was not there yet.</returns>
    public bool Add(MessageView message)
    {
        pending.RemoveAll(sent => sent.ClientMessageId == message.ClientMessageId);
        if (messages.Exists(m => m.Id == message.Id))
        {
            return false;
        }

        messages.Add(message);
        Sort();
        if (message.Window is { } window)
        {
            View = View with { Window = window };
        }

        if (message.Direction == "in")
        {
            View = View with { Unread = View.Unread + 1 };
        }

        return true;
    }

    public void Change(MessageChange change)
    {
        var at = messages.FindIndex(m => m.Id == change.Id);
        if (at >= 0 && change.Message is { } rewritten)
        {
            messages[at] = rewritten;
        }
        else if (at >= 0 && MessageStates.MayFollow(messages[at].State, change.State))
        {
            messages[at] = messages[at] with { State = change.State, Mid = change.Mid ?? messages[at].Mid, FailureReason = change.FailureReason };
        }
    }

    /// <summary>The agent looks at it: nothing is unread, whatever the server still counts.</summary>
    public void Seen() => View = View.Unread == 0 ? View : View with { Unread = 0 };

    public void Begin(PendingSend sent)
    {
        var at = pending.FindIndex(other => other.ClientMessageId == sent.ClientMessageId);
        if (messages.Exists(m => m.ClientMessageId == sent.ClientMessageId))
        {
            pending.RemoveAll(other => other.ClientMessageId == sent.ClientMessageId);
        }
        else if (at >= 0)
        {
            pending[at] = sent;
        }
        else
        {
            pending.Add(sent);
        }
    }

    public void Refuse(string clientMessageId, string code, string? text)
    {
        var at = pending.FindIndex(sent => sent.ClientMessageId == clientMessageId);
        if (at >= 0)
        {
            pending[at] = pending[at] with { Refusal = code, RefusalText = text };
        }
    }

    public void Discard(string clientMessageId) => pending.RemoveAll(sent => sent.ClientMessageId == clientMessageId);

    private void Sort() => messages.Sort(TranscriptOrder.Default);
}
