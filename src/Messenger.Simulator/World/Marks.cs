using Dapper;
using Messenger.Simulator.Webhooks;

namespace Messenger.Simulator.World;

/// <summary>Delivered and read, on both sides.</summary>
internal sealed class Marks(SimulatorDatabase database)
{
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
            var watermark = read.Max(m => m.ReadAt!.Value);
            change.Deliver(customer, WebhookFields.Reads, watermark, WebhookBodies.Read(customer, watermark));
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

    /// <summary>The product answered 200: the webhook is done, and the customer's messages in it count as delivered.</summary>
    public void Accepted(PendingDelivery delivery) => database.Write(change =>
    {
        change.Execute("DELETE FROM delivery WHERE id = @Id", delivery);
        if (delivery.Mid is not null)
        {
            change.All<ChatMessage>(
                $"UPDATE message SET delivered_at = @Now WHERE mid IN @mids AND delivered_at IS NULL RETURNING {Schema.MessageColumns}",
                new { change.Now, mids = delivery.Mid.Split(' ') }).ForEach(change.Show);
        }

        return true;
    });

    public bool IsWaiting(long delivery) => database.Read(c => c.ExecuteScalar<long>("SELECT COUNT(*) FROM delivery WHERE id = @delivery", new { delivery })) == 1;

    public IReadOnlyList<PendingDelivery> Undelivered() => database.Read(c =>
        c.Query<PendingDelivery>($"SELECT {Schema.DeliveryColumns} FROM delivery ORDER BY id").AsList());

    private static void Receive(Change change, Customer customer)
    {
        var received = Mark(change, customer, Direction.Out, "delivered_at");
        if (received.Count > 0)
        {
            var watermark = received.Max(m => m.DeliveredAt!.Value);
            change.Deliver(customer, WebhookFields.Deliveries, watermark, WebhookBodies.Delivered(customer, received.Select(m => m.Mid), watermark));
        }
    }

    private static List<ChatMessage> Mark(Change change, Customer customer, string direction, string column)
    {
        // A mark is never older than the message it stands on, also when several messages of one millisecond were spread out.
        var marked = change.All<ChatMessage>(
            $"UPDATE message SET {column} = MAX(@Now, at) WHERE psid = @Psid AND direction = @direction AND {column} IS NULL RETURNING {Schema.MessageColumns}",
            new { change.Now, customer.Psid, direction });
        marked.ForEach(change.Show);
        return marked;
    }
}
