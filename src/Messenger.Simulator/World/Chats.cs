using System.Buffers.Text;
using System.Security.Cryptography;
using Dapper;
using Messenger.Simulator.Live;
using Messenger.Simulator.Webhooks;

namespace Messenger.Simulator.World;

/// <summary>What customers and Pages write to each other, and the marks on it.</summary>
internal sealed class Chats(SimulatorDatabase database, TimeProvider clock)
{
    public IReadOnlyList<ChatMessage> Of(string psid) => database.Read(c =>
        c.Query<ChatMessage>($"SELECT {Schema.MessageColumns} FROM message WHERE psid = @psid ORDER BY seq", new { psid }).AsList());

    /// <summary>The customer writes: opens the 24 h window and sends a webhook.</summary>
    public ChatMessage CustomerWrites(Customer customer, string text) => database.Write(change =>
    {
        var message = Insert(change, customer, Direction.In, text, null, null, null);
        change.Execute("UPDATE customer SET window_opened_at = @At WHERE psid = @Psid", message);
        change.Deliver(customer, WebhookBodies.Message(message), message.Mid);
        change.ShowCustomer(customer.Psid);
        return message;
    });

    /// <summary>The Page writes, through an app or its inbox: an echo, and a delivery mark when the phone is online.</summary>
    public ChatMessage PageWrites(Customer customer, string text, string appId, string? metadata) => database.Write(change =>
    {
        var online = change.Customer(customer.Psid)!.Online;
        var message = Insert(change, customer, Direction.Out, text, online ? Now() : null, appId, metadata);
        change.Deliver(customer, WebhookBodies.Echo(message));
        if (online)
        {
            change.Deliver(customer, WebhookBodies.Delivered(customer, [message.Mid], message.At));
        }

        change.LiveEvents.Add(LiveEvent.Typing(customer, false));
        change.ShowCustomer(customer.Psid);
        return message;
    });

    /// <summary>The phone goes on or off line; what waited for it arrives and is told in one delivery mark.</summary>
    public void SetOnline(Customer customer, bool online) => database.Write(change =>
    {
        change.Execute("UPDATE customer SET online = @online WHERE psid = @Psid", new { online, customer.Psid });
        if (online)
        {
            Receive(change, customer);
        }

        change.ShowCustomer(customer.Psid);
        return true;
    });

    /// <summary>The customer opens the chat: everything the Page wrote is received and read. Repeating it tells nothing.</summary>
    public void CustomerReads(Customer customer) => database.Write(change =>
    {
        Receive(change, customer);
        var read = Mark(change, customer, Direction.Out, "read_at");
        if (read.Count > 0)
        {
            change.Deliver(customer, WebhookBodies.Read(customer, read.Max(m => m.ReadAt!.Value)));
            change.ShowCustomer(customer.Psid);
        }

        return true;
    });

    /// <summary>The Page marks the chat as seen: the customer sees that it was read.</summary>
    public void PageReads(Customer customer) => database.Write(change =>
    {
        Mark(change, customer, Direction.In, "read_at");
        return true;
    });

    public void PageTypes(Customer customer, bool on) => database.Write(change =>
    {
        change.LiveEvents.Add(LiveEvent.Typing(customer, on));
        return true;
    });

    /// <summary>The product answered 200: the webhook is done, and the customer's message counts as delivered.</summary>
    public void Accepted(PendingDelivery delivery) => database.Write(change =>
    {
        change.Execute("DELETE FROM delivery WHERE id = @Id", delivery);
        if (delivery.Mid is not null)
        {
            change.All<ChatMessage>(
                $"UPDATE message SET delivered_at = @now WHERE mid = @Mid AND delivered_at IS NULL RETURNING {Schema.MessageColumns}",
                new { now = Now(), delivery.Mid }).ForEach(change.Show);
        }

        return true;
    });

    public IReadOnlyList<PendingDelivery> Undelivered() => database.Read(c =>
        c.Query<PendingDelivery>("SELECT id Id, lane Lane, body Body, mid Mid FROM delivery ORDER BY id").AsList());

    private void Receive(Change change, Customer customer)
    {
        var received = Mark(change, customer, Direction.Out, "delivered_at");
        if (received.Count > 0)
        {
            change.Deliver(customer, WebhookBodies.Delivered(customer, received.Select(m => m.Mid), received.Max(m => m.DeliveredAt!.Value)));
        }
    }

    private List<ChatMessage> Mark(Change change, Customer customer, string direction, string column)
    {
        // A mark is never older than the message it stands on, also when several messages of one millisecond were spread out.
        var marked = change.All<ChatMessage>(
            $"UPDATE message SET {column} = MAX(@now, at) WHERE psid = @Psid AND direction = @direction AND {column} IS NULL RETURNING {Schema.MessageColumns}",
            new { now = Now(), customer.Psid, direction });
        marked.ForEach(change.Show);
        return marked;
    }

    private ChatMessage Insert(Change change, Customer customer, string direction, string text, long? deliveredAt, string? appId, string? metadata)
    {
        // Timestamps of one chat never tie: who sorts by them gets the order of writing.
        var last = change.Single<long?>("SELECT at FROM message WHERE psid = @Psid ORDER BY seq DESC LIMIT 1", customer) ?? 0;
        var at = Math.Max(Now(), last + 1);
        var message = new ChatMessage(NewMid(), customer.PageId, customer.Psid, direction, text, at, deliveredAt is null ? null : at, null, appId, metadata);
        change.Execute(
            """
            INSERT INTO message(mid, page_id, psid, direction, text, at, delivered_at, app_id, metadata)
            VALUES (@Mid, @PageId, @Psid, @Direction, @Text, @At, @DeliveredAt, @AppId, @Metadata)
            """,
            message);
        change.Show(message);
        return message;
    }

    private long Now() => clock.GetUtcNow().ToUnixTimeMilliseconds();

    private static string NewMid() => "m_" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(42));
}
