using System.Text.Json.Nodes;
using Messenger.Simulator.Threads;
using Messenger.Simulator.Webhooks;
using Messenger.Simulator.World;

namespace Messenger.Simulator.Events;

/// <summary>What a customer does besides writing. Each opens the windows Meta says it opens.</summary>
internal sealed class CustomerEvents(SimulatorDatabase database)
{
    /// <summary>A button or Get Started: opens the standard window. Gives the mid.</summary>
    public string Postback(Customer customer, string title, string payload, JsonObject? referral) => database.Write(change =>
    {
        Opens(change, customer);
        var mid = Chats.NewMid();
        var postback = new JsonObject { ["mid"] = mid, ["title"] = title, ["payload"] = payload };
        if (referral is not null)
        {
            postback["referral"] = referral.DeepClone();
        }

        change.Deliver(customer, WebhookFields.Postbacks, change.Now, WebhookBodies.Item(customer, change.Now, "postback", postback));
        return mid;
    });

    /// <summary>An m.me link or an ad in an existing chat: a link opens the window, an ad only together with a message.</summary>
    public void Referral(Customer customer, JsonObject referral) => database.Write(change =>
    {
        if (referral["source"]?.ToString() != "ADS")
        {
            Opens(change, customer);
        }

        return change.Deliver(customer, WebhookFields.Referrals, change.Now, WebhookBodies.Item(customer, change.Now, "referral", referral.DeepClone()));
    });

    /// <summary>Any other event of the customer under a key of its own.</summary>
    public void Send(Customer customer, string field, string key, JsonNode value, long? at = null) => database.Write(change =>
        change.Deliver(customer, field, at ?? change.Now, WebhookBodies.Item(customer, at ?? change.Now, key, value.DeepClone())));

    /// <summary>Changes a text the customer wrote. Null when it is not theirs or was edited five times already.</summary>
    public long? Edit(Customer customer, string mid, string text) => database.Write(change =>
    {
        var message = change.Single<ChatMessage>(
            $"""
            UPDATE message SET text = @text, edits = edits + 1 WHERE mid = @mid AND psid = @Psid AND direction = 'in' AND edits < 5 AND unsent = 0
            RETURNING {Schema.MessageColumns}
            """,
            new { text, mid, customer.Psid });
        if (message is null)
        {
            return (long?)null;
        }

        change.Show(message);
        change.Deliver(customer, WebhookFields.Edits, change.Now, WebhookBodies.Item(customer, change.Now, "message_edit", new JsonObject
        {
            ["mid"] = mid,
            ["text"] = text,
            ["num_edit"] = message.Edits,
        }));
        return message.Edits;
    });

    /// <summary>Takes a message back, in the form Instagram documents. False when it is not theirs.</summary>
    public bool Unsend(Customer customer, string mid) => database.Write(change =>
    {
        var message = change.Single<ChatMessage>(
            $"UPDATE message SET unsent = 1 WHERE mid = @mid AND psid = @Psid AND direction = 'in' RETURNING {Schema.MessageColumns}", new { mid, customer.Psid });
        if (message is null)
        {
            return false;
        }

        change.Show(message);
        change.Deliver(customer, WebhookFields.Messages, change.Now, WebhookBodies.Item(customer, change.Now, "message", new JsonObject { ["mid"] = mid, ["is_deleted"] = true }));
        return true;
    });

    /// <summary>The same event inside standby, whatever the routing says.</summary>
    public void Standby(Customer customer, string key, JsonNode value) => database.Write(change =>
        change.DeliverEntry(customer.PageId, WebhookFields.Standby, change.Now, "standby", WebhookBodies.Item(customer, change.Now, key, value.DeepClone()), customer.Lane));

    private static void Opens(Change change, Customer customer)
    {
        change.Execute("UPDATE customer SET window_opened_at = @Now WHERE psid = @Psid", new { change.Now, customer.Psid });
        ThreadOwners.CustomerActed(change, customer);
        change.ShowCustomer(customer.Psid);
    }
}
