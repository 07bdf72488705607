using System.Buffers.Text;
using System.Security.Cryptography;
using Dapper;
using Messenger.Simulator.Live;
using Messenger.Simulator.Threads;
using Messenger.Simulator.Webhooks;

namespace Messenger.Simulator.World;

/// <summary>What customers and Pages write to each other.</summary>
internal sealed class Chats(SimulatorDatabase database, SimulatorOptions options)
{
    public IReadOnlyList<ChatMessage> Of(string psid) => database.Read(c =>
        c.Query<ChatMessage>($"SELECT {Schema.MessageColumns} FROM message WHERE psid = @psid ORDER BY seq", new { psid }).AsList());

    public ChatMessage? One(string mid) => database.Read(c =>
        c.QueryFirstOrDefault<ChatMessage>($"SELECT {Schema.MessageColumns} FROM message WHERE mid = @mid", new { mid }));

    /// <summary>The customer writes: opens the windows and sends a webhook.</summary>
    public ChatMessage CustomerWrites(Customer customer, CustomerContent content) => database.Write(change =>
    {
        var message = Insert(change, customer, Direction.In, content.Text, content.Attachments?.ToJsonString(), null, content.ReplyTo, null, null);
        change.Execute("UPDATE customer SET window_opened_at = @At, last_message_at = @At WHERE psid = @Psid", message);
        ThreadOwners.CustomerActed(change, customer);
        change.Deliver(customer, WebhookFields.Messages, message.At, WebhookBodies.Message(message, content), message.Mid);
        change.ShowCustomer(customer.Psid);
        return message;
    });

    /// <summary>The Page writes, through an app or its inbox: an echo, and a delivery mark when the phone is online. Gives the id of the echo's delivery too, 0 = none.</summary>
    public (ChatMessage Message, long Echo) PageWrites(Customer customer, PageContent content, string? appId, string? metadata) => database.Write(change =>
    {
        var online = change.Customer(customer.Psid)!.Online;
        var message = Insert(
            change, customer, Direction.Out, content.Text, content.Echoed?.ToJsonString(), content.QuickReplies?.ToJsonString(), content.ReplyTo, appId, metadata, online);
        ThreadOwners.PageActed(change, customer, appId, options.AppId);
        var echo = change.Deliver(customer, WebhookFields.Echoes, message.At, WebhookBodies.Echo(message, content));
        if (online)
        {
            change.Deliver(customer, WebhookFields.Deliveries, message.At, WebhookBodies.Delivered(customer, [message.Mid], message.At));
        }

        change.LiveEvents.Add(LiveEvent.Typing(customer, false));
        change.ShowCustomer(customer.Psid);
        return (message, echo);
    });

    public void PageTypes(Customer customer, bool on) => database.Write(change =>
    {
        change.LiveEvents.Add(LiveEvent.Typing(customer, on));
        return true;
    });

    public static string NewMid() => "m_" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(42));

    private static ChatMessage Insert(
        Change change, Customer customer, string direction, string? text, string? attachments, string? quickReplies, string? replyTo, string? appId, string? metadata, bool delivered = false)
    {
        // Timestamps of one chat never tie: who sorts by them gets the order of writing.
        var last = change.Single<long?>("SELECT at FROM message WHERE psid = @Psid ORDER BY seq DESC LIMIT 1", customer) ?? 0;
        var at = Math.Max(change.Now, last + 1);
        var message = new ChatMessage(
            NewMid(), customer.PageId, customer.Psid, direction, text ?? "", at, delivered ? at : null, null, appId, metadata, attachments, quickReplies, replyTo);
        change.Execute(
            """
            INSERT INTO message(mid, page_id, psid, direction, text, at, delivered_at, app_id, metadata, attachments, quick_replies, reply_to)
            VALUES (@Mid, @PageId, @Psid, @Direction, @Text, @At, @DeliveredAt, @AppId, @Metadata, @Attachments, @QuickReplies, @ReplyTo)
            """,
            message);
        change.Show(message);
        return message;
    }
}
