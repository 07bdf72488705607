using System.Text.Json.Nodes;
using Dapper;
using Messenger.Simulator.Live;
using Messenger.Simulator.Webhooks;
using Microsoft.Data.Sqlite;

namespace Messenger.Simulator.World;

/// <summary>One transaction in progress and what has to leave the house once it is committed.</summary>
internal sealed class Change(SqliteConnection connection, SqliteTransaction transaction)
{
    public List<PendingDelivery> Deliveries { get; } = [];

    public List<LiveEvent> LiveEvents { get; } = [];

    public int Execute(string sql, object? values = null) => connection.Execute(sql, values, transaction);

    public T? Single<T>(string sql, object? values = null) => connection.QueryFirstOrDefault<T>(sql, values, transaction);

    public List<T> All<T>(string sql, object? values = null) => connection.Query<T>(sql, values, transaction).AsList();

    public Customer? Customer(string psid) =>
        Single<Customer>($"SELECT {Schema.CustomerColumns} FROM customer WHERE psid = @psid", new { psid });

    /// <summary>Stores a webhook for the customer's lane.</summary>
    public void Deliver(Customer customer, JsonObject body, string? mid = null)
    {
        var bytes = EscapedJson.Write(body);
        var id = connection.ExecuteScalar<long>(
            "INSERT INTO delivery(lane, body, mid) VALUES (@Lane, @bytes, @mid) RETURNING id", new { customer.Lane, bytes, mid }, transaction);
        Deliveries.Add(new PendingDelivery(id, customer.Lane, bytes, mid));
    }

    public void Show(ChatMessage message) => LiveEvents.Add(LiveEvent.Of(message));

    /// <summary>Shows the customer's row of the list as it is now.</summary>
    public void ShowCustomer(string psid) =>
        LiveEvents.Add(LiveEvent.Of(Single<CustomerRow>(AddressBook.RowsSql + " WHERE c.psid = @psid", new { psid })!));
}
