using System.Text.Json.Nodes;
using Dapper;
using Messenger.Simulator.Live;
using Messenger.Simulator.Webhooks;
using Microsoft.Data.Sqlite;

namespace Messenger.Simulator.World;

/// <summary>One transaction in progress and what has to leave the house once it is committed.</summary>
internal sealed class Change(SqliteConnection connection, SqliteTransaction transaction, WireState wire, long now)
{
    public List<PendingDelivery> Deliveries { get; } = [];

    public List<LiveEvent> LiveEvents { get; } = [];

    public WireState Wire => wire;

    /// <summary>Epoch ms at the start of the transaction.</summary>
    public long Now => now;

    public int Execute(string sql, object? values = null) => connection.Execute(sql, values, transaction);

    public T? Single<T>(string sql, object? values = null) => connection.QueryFirstOrDefault<T>(sql, values, transaction);

    public List<T> All<T>(string sql, object? values = null) => connection.Query<T>(sql, values, transaction).AsList();

    public Customer? Customer(string psid) =>
        Single<Customer>($"SELECT {Schema.CustomerColumns} FROM customer WHERE psid = @psid", new { psid });

    /// <summary>Stores a webhook for the customer's lane, if app and Page are subscribed to the field. Gives its id, or 0.</summary>
    /// <param name="mid">The customer's message that counts as delivered once this is accepted.</param>
    public long Deliver(Customer customer, string field, long at, JsonObject item, string? mid = null)
    {
        if (wire.Settings.Mode == Settings.AppMode.Development && !customer.Tester)
        {
            return 0;
        }

        var standby = Threads.ThreadOwners.Standby(this, customer) && field is WebhookFields.Messages or WebhookFields.Reads or WebhookFields.Deliveries or WebhookFields.Postbacks or WebhookFields.Echoes;
        if (standby && item["postback"] is JsonObject postback)
        {
            postback.Remove("payload");
        }

        return DeliverEntry(customer.PageId, standby ? WebhookFields.Standby : field, at, standby ? "standby" : "messaging", item, customer.Lane, mid);
    }

    /// <summary>Stores a webhook with one entry whose <paramref name="channel"/> holds the item.</summary>
    public long DeliverEntry(string pageId, string field, long at, string channel, JsonObject item, string lane, string? mid = null)
    {
        if (!Subscribed(pageId, field))
        {
            return 0;
        }

        var troubles = wire.Plan.Take(pageId, field);
        if (troubles.Any(t => t.Kind == WebhookTrouble.Drop))
        {
            return 0;
        }

        return Dispatch.Store(this, troubles, WebhookBodies.Envelope(pageId, at, channel, item), pageId, lane, mid);
    }

    public PendingDelivery Insert(PendingDelivery delivery)
    {
        var id = connection.ExecuteScalar<long>(
            "INSERT INTO delivery(lane, body, mid, page_id, not_before, signing) VALUES (@Lane, @Body, @Mid, @Pages, @NotBefore, @Signing) RETURNING id", delivery, transaction);
        return delivery with { Id = id };
    }

    public void Show(ChatMessage message) => LiveEvents.Add(LiveEvent.Of(message));

    /// <summary>Shows the customer's row of the list as it is now.</summary>
    public void ShowCustomer(string psid) =>
        LiveEvents.Add(LiveEvent.Of(Single<CustomerRow>(AddressBook.RowsSql + " WHERE c.psid = @psid", new { psid })!));

    private bool Subscribed(string pageId, string field) =>
        wire.App.Active && wire.App.Fields.Contains(field)
        && Single<string>("SELECT fields FROM subscription WHERE page_id = @pageId AND disabled_at IS NULL", new { pageId })?.Split(',').Contains(field) == true;
}
