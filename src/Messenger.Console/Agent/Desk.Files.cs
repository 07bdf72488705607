using Messenger.Console.Shared.Language;
using Messenger.Domain.Files;
using Messenger.Domain.Hubs;
using Microsoft.JSInterop;

namespace Messenger.Console.Agent;

/// <summary>Files that the agent sends: the browser carries them to the server and tells here how far it is; then they go out as a message.</summary>
public sealed partial class Desk
{
    private DotNetObjectReference<Desk>? receiver;

    /// <summary>For the browser, as long as the desk is open: a file goes on when another chat is looked at.</summary>
    public DotNetObjectReference<Desk> Receiver => receiver ??= DotNetObjectReference.Create(this);

    /// <summary>Sends a file that failed once more, as a new message: the server still has it.</summary>
    public async Task SendAgain(Chat chat, MessageView failed)
    {
        if (failed is { Text: null, Attachments: [{ FileId: { } fileId } file] })
        {
            var sent = new PendingSend(NewId(), file.Title ?? "", clock.Now, File: new PendingFile(100, fileId));
            chat.Begin(sent);
            Changed?.Invoke();
            await Post(chat.Id, sent);
        }
        else
        {
            await Send(chat, failed.Text ?? "");
        }
    }

    /// <returns>The id of its message; null when it is not to be carried.</returns>
    [JSInvokable]
    public string? FileChosen(string interactionId, string name, long size)
    {
        if (state.Find(interactionId) is not { MayWrite: true } chat)
        {
            return null;
        }

        var sent = new PendingSend(NewId(), name, clock.Now, File: new PendingFile(0, null));
        chat.Begin(size > FileLimit.Outgoing.Largest ? sent with { Refusal = Refusals.FileTooLarge } : sent);
        Changed?.Invoke();
        return size > FileLimit.Outgoing.Largest ? null : sent.ClientMessageId;
    }

    [JSInvokable]
    public ValueTask<string?> FileToken() => tokens.Current();

    [JSInvokable]
    public void FileProgress(string interactionId, string id, int percent) => OnFile(interactionId, id, sent => sent with { File = new PendingFile(percent, null) });

    [JSInvokable]
    public async Task FileUploaded(string interactionId, string id, string uploadId)
    {
        if (OnFile(interactionId, id, sent => sent with { File = new PendingFile(100, uploadId) }) is { } uploaded)
        {
            await Post(interactionId, uploaded);
        }
    }

    /// <param name="status">What the server answered; 0 = nothing.</param>
    [JSInvokable]
    public void FileRefused(string interactionId, string id, int status) =>
        OnFile(interactionId, id, sent => sent with { Refusal = status == 413 ? Refusals.FileTooLarge : Refusals.FileNotUploaded });

    private PendingSend? OnFile(string interactionId, string id, Func<PendingSend, PendingSend> change)
    {
        if (state.Find(interactionId) is not { } chat || chat.Pending.FirstOrDefault(sent => sent.ClientMessageId == id) is not { } known)
        {
            return null;
        }

        var changed = change(known);
        chat.Begin(changed);
        Changed?.Invoke();
        return changed;
    }
}
