using Messenger.Domain.Agents;
using Messenger.Domain.Conversations;
using Messenger.Domain.Hubs;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Tests.Conversations;

/// <summary>Conversations to begin a test with, and what customers, agents and Meta do to them.</summary>
internal static class Chat
{
    public const string Id = "1-4242-1";
    public static readonly Lease Lease = new("c1", 1);
    public static readonly AgentName Ana = new("a1", "ana", "Ana");

    public static ConversationStory New() => new("1:4242");

    /// <summary>The customer wrote, and it waits in the queue.</summary>
    public static ConversationStory Waiting() => New().Do(Says("Hola"), Enqueued());

    /// <summary>Ana has it on her desk; nothing is left to send.</summary>
    public static ConversationStory Owned() => Waiting().Do(Take(), new ConversationCommand.ProfileFetched("Ñandú", "es_UY"));

    /// <summary>Ana has sent a text and the attempt is under way.</summary>
    public static ConversationStory Sending(string id = "m1", string text = "Buenas") => Owned().Do(Sends(id, text));

    public static ConversationCommand.Receive Inbound(Inbound inbound) => new(inbound, "c1", "Tienda");

    public static ConversationCommand.Receive Says(string? text, string mid = "in1", double second = 0, params Attachment[] attachments) =>
        Inbound(new Inbound.CustomerMessage(mid, text, attachments, null, null, At(second)));

    public static ConversationCommand.Receive Echo(string mid, string? metadata = null, bool fromUs = true, double second = 0) =>
        Inbound(new Inbound.Echo(mid, "Buenas", [], fromUs, "1", metadata, At(second)));

    public static ConversationCommand.Receive Delivered(double second) => Inbound(new Inbound.Delivered(At(second), At(second)));

    public static ConversationCommand.Receive Read(double second) => Inbound(new Inbound.Read(At(second), At(second)));

    public static ConversationCommand.EnqueueAnswered Enqueued(int epoch = 1) =>
        new(Id, epoch, new Answer.Placed(Domain.Campaigns.QueuePlace.Queued));

    public static ConversationCommand.Take Take(long lease = 1, int epoch = 1, string interaction = Id) => new(new Lease("c1", lease), interaction, epoch, Ana);

    public static ConversationCommand.SendText Sends(string id, string text, string agent = "a1") => new(Id, agent, id, text);

    public static ConversationCommand.Close Closes(string agent = "a1") => new(Id, agent, null, null);

    public static ConversationCommand.SendResult Accepted(string id, string mid, int attempt = 1) => new(id, attempt, mid, null);

    public static ConversationCommand.SendResult Refused(string id, string why = "refused", int attempt = 1) => new(id, attempt, null, why);

    public static ConversationCommand.SendResult Later(string id, double seconds, int attempt = 1) => new(id, attempt, null, null, TimeSpan.FromSeconds(seconds));

    public static ConversationCommand.SendResult Silence(string id, int attempt = 1) => new(id, attempt, null, null);

    public static ConversationCommand.SendFile SendsFile(string id, OutgoingFile file, string agent = "a1") => new(Id, agent, id, file);

    public static OutgoingFile Picture(long size = 1000) => new("u1", FileKind.Image, "foto.png", "image/png", size);

    public static ConversationCommand.ReadBackResult Found(string id, string mid, int attempt = 1, int look = 1) => new(id, attempt, look, mid, true, TimeSpan.Zero);

    public static ConversationCommand.ReadBackResult NotThere(string id, int attempt = 1, int look = 1) => new(id, attempt, look, null, true, TimeSpan.Zero);

    public static ConversationCommand.ReadBackResult Unreadable(string id, double seconds = 5, int attempt = 1, int look = 1) =>
        new(id, attempt, look, null, false, TimeSpan.FromSeconds(seconds));

    public static ConversationCommand Granted(bool granted = true) => new ConversationCommand.Tick { HumanAgent = granted };

    /// <summary>When nobody may answer any more who wrote at this second.</summary>
    public static DateTimeOffset WindowEnd(double wroteAt = 0) => At(wroteAt) + WindowRules.Standard - WindowRules.Margin;

    public static DateTimeOffset At(double second) => Day.Start + TimeSpan.FromSeconds(second);

    /// <summary>At most a mark was noted for messages still to come.</summary>
    public static void NoMessageChanged(this ConversationStory story)
    {
        Assert.All(story.Last, fact => Assert.IsType<ConversationFact.WatermarkRaised>(fact));
        Assert.Empty(story.Seen);
    }

    public static string StateOf(this ConversationStory story, string clientMessageId) =>
        story.State.Messages.Single(m => m.ClientMessageId == clientMessageId).State;

    /// <summary>What is on its way to Meta now: "message/attempt".</summary>
    public static string? OnTheWay(this ConversationStory story) =>
        story.Owes.OfType<Obligation.ToMeta>().Select(o => $"{o.ClientMessageId}/{o.Attempt}").SingleOrDefault();

    /// <summary>What is looked for in the thread now: "message/attempt/look".</summary>
    public static string? LookedFor(this ConversationStory story) =>
        story.Owes.OfType<Obligation.ToReadBack>().Select(o => $"{o.ClientMessageId}/{o.Attempt}/{o.Look}").SingleOrDefault();

    public static string? FailureOf(this ConversationStory story, string clientMessageId) =>
        story.State.Messages.Single(m => m.ClientMessageId == clientMessageId).FailureReason;

    public static InteractionView View(this ConversationStory story) => (InteractionView)ConversationRules.Snapshot(story.State, 1, story.Now);
}
