using System.Collections.Immutable;
using Messenger.Domain.Shared;
using Orleans;
using ConversationDraft = Messenger.Domain.Shared.Draft<Messenger.Domain.Conversations.ConversationState, Messenger.Domain.Conversations.ConversationFact>;

namespace Messenger.Domain.Conversations;

/// <summary>
/// What customers attach is copied at once, because Meta's addresses end. Each message says which of its attachments are to be copied
/// when it is received, so that rows of the journal from before that mean what they meant.
/// </summary>
public readonly partial struct ConversationRules
{
    /// <summary>So long after its message an attachment that was not to be had is given up.</summary>
    private static readonly TimeSpan CopyWithin = TimeSpan.FromHours(24);

    /// <summary>Pauses after the first attempts; the last one stands for all that follow.</summary>
    private static readonly TimeSpan[] CopyPauses =
    [
        TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1), TimeSpan.FromHours(3),
    ];

    private static DateTimeOffset? CopyDueAt(ConversationState state) => state.Copies.SelectMany(m => m.Open).Min(c => c.Until);

    /// <summary>Files that Meta serves; links, places and cards lead to pages, not to files.</summary>
    private static IReadOnlyList<Attachment> ToCopy(IReadOnlyList<Attachment> attachments) =>
        attachments.Any(IsFile) ? [.. attachments.Select(a => IsFile(a) ? a with { State = AttachmentWord.Pending } : a)] : attachments;

    private static bool IsFile(Attachment a) => a is { Url: not null, Type: "image" or "audio" or "video" or "file" or "sticker" };

    private static IEnumerable<Obligation.ToFile> CopiesNow(ConversationState state) =>
        from message in state.Copies
        from copy in message.Open
        where copy.Until is null
        select new Obligation.ToFile(
            $"file/{message.Seq}/{copy.Index}/{copy.Attempt}", message.Seq, copy.Index, copy.Attempt, message.Attachments[copy.Index].Url!);

    private static Decision<ConversationFact> CopyEnded(ConversationDraft draft, ConversationCommand.CopyEnded c, DateTimeOffset now)
    {
        if (draft.State.Copies.Find(m => m.Seq == c.Seq) is not { } message
            || message.Open.Find(o => o.Index == c.Index && o.Attempt == c.Attempt) is not { Until: null })
        {
            return draft.Done();
        }

        var until = now + CopyPauses[Math.Min(c.Attempt, CopyPauses.Length) - 1];
        var lost = c.Lost ?? (until > message.Since + CopyWithin ? LostReason.NotAvailable : null);
        draft.Add((c.File, lost) switch
        {
            ({ } file, _) => new ConversationFact.AttachmentCopied(
                c.Seq, c.Index, file.FileId, file.MediaType, file.Size, file.Hash, message.With(c.Index, a => Copy(a, file))),
            (_, { } reason) => new ConversationFact.AttachmentLost(
                c.Seq, c.Index, reason, message.With(c.Index, a => a with { Url = null, State = AttachmentWord.Lost, Reason = reason })),
            _ => new ConversationFact.CopyDeferred(c.Seq, c.Index, c.Attempt, until),
        });
        return draft.Done();
    }

    private static Attachment Copy(Attachment a, CopiedFile file) => a with
    {
        Url = null,
        // Pictures and sounds have names of Meta's making, which say nothing to anybody.
        Title = a.Title ?? (a.Type == "file" ? file.Name : null),
        FileId = file.FileId,
        MediaType = file.MediaType,
        Size = file.Size,
        State = AttachmentWord.Stored,
    };

    private static void StartCopies(ConversationDraft draft, DateTimeOffset now)
    {
        foreach (var message in draft.State.Copies)
        {
            foreach (var copy in message.Open.Where(c => c.Until <= now))
            {
                draft.Add(new ConversationFact.CopyStarted(message.Seq, copy.Index, copy.Attempt + 1));
            }
        }
    }

    private static ConversationState WithCopies(ConversationState s, Message message, DateTimeOffset at)
    {
        ImmutableList<FileCopy> open = [.. message.Attachments.Select((a, i) => (a, i)).Where(p => p.a.State == AttachmentWord.Pending).Select(p => new FileCopy(p.i, 1, null))];
        return open.IsEmpty ? s : s with { Copies = s.Copies.Add(new MessageCopies(message.Seq, message.Mid, at, message.Attachments, open)) };
    }

    private static ConversationState Copied(ConversationState s, ConversationFact fact) => fact switch
    {
        ConversationFact.AttachmentCopied f => Settled(s, f.Seq, f.Index, f.All),
        ConversationFact.AttachmentLost f => Settled(s, f.Seq, f.Index, f.All),
        ConversationFact.CopyDeferred f => OnCopy(s, f.Seq, m => m.On(f.Index, c => c with { Until = f.Until })),
        ConversationFact.CopyStarted f => OnCopy(s, f.Seq, m => m.On(f.Index, c => c with { Attempt = f.Attempt, Until = null })),
        _ => throw new NotSupportedException($"No copy changes by {fact.GetType().Name}."),
    };

    /// <summary>A message that lost its attachments meanwhile gets none back.</summary>
    private static ConversationState Settled(ConversationState s, long seq, int index, IReadOnlyList<Attachment>? all) => OnMessage(
        OnCopy(s, seq, m => m with { Attachments = all ?? m.Attachments, Open = m.Open.RemoveAll(c => c.Index == index) }),
        m => m.Seq == seq && all is not null && m.Attachments.Count == all.Count,
        m => m with { Attachments = all! });

    private static ConversationState OnCopy(ConversationState s, long seq, Func<MessageCopies, MessageCopies> change)
    {
        var at = s.Copies.FindIndex(m => m.Seq == seq);
        if (at < 0)
        {
            return s;
        }

        var changed = change(s.Copies[at]);
        return s with { Copies = changed.Open.IsEmpty ? s.Copies.RemoveAt(at) : s.Copies.SetItem(at, changed) };
    }
}

/// <summary>A message some of whose attachments are still to be copied.</summary>
/// <param name="Mid">By which it may be withdrawn.</param>
/// <param name="Since">When the message was received, by our clock.</param>
/// <param name="Attachments">All of the message's, as they are now; the message itself may be too old to be kept.</param>
/// <param name="Open">The ones still to be copied.</param>
public sealed record MessageCopies(long Seq, string? Mid, DateTimeOffset Since, IReadOnlyList<Attachment> Attachments, ImmutableList<FileCopy> Open)
{
    internal MessageCopies On(int index, Func<FileCopy, FileCopy> change) =>
        Open.FindIndex(c => c.Index == index) is var at and >= 0 ? this with { Open = Open.SetItem(at, change(Open[at])) } : this;

    internal IReadOnlyList<Attachment> With(int index, Func<Attachment, Attachment> change) =>
        [.. Attachments.Select((a, i) => i == index ? change(a) : a)];
}

/// <summary>An attachment still to be copied.</summary>
/// <param name="Attempt">The attempt under way, or the one that failed last; from 1.</param>
/// <param name="Until">The next attempt begins then; null = one is under way.</param>
public sealed record FileCopy(int Index, int Attempt, DateTimeOffset? Until);

/// <summary>A copy as the store took it in.</summary>
/// <param name="FileId">Random; under it the file is served.</param>
/// <param name="Hash">SHA-256 of the content.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Name">The file's name in Meta's address, made safe; null when it has none.</param>
[GenerateSerializer, Immutable]
public sealed record CopiedFile(
    [property: Id(0)] string FileId,
    [property: Id(1)] string Hash,
    [property: Id(2)] string MediaType,
    [property: Id(3)] long Size,
    [property: Id(4)] string? Name);

/// <summary>The words of an attachment's state on screen, in SQL and in the API.</summary>
public static class AttachmentWord
{
    public const string Pending = "pending";
    public const string Stored = "stored";
    public const string Lost = "lost";
}

/// <summary>Why there will never be a copy; the screen translates it.</summary>
public static class LostReason
{
    /// <summary>Meta does not give it any more: its address ended, or the sender took it back.</summary>
    public const string Gone = "gone";

    public const string TooLarge = "too-large";

    /// <summary>The address leads somewhere that is not Meta's.</summary>
    public const string ForeignHost = "foreign-host";

    /// <summary>It was not to be had for a whole day.</summary>
    public const string NotAvailable = "not-available";
}
