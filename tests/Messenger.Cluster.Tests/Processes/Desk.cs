using System.Net.Http.Json;
using System.Text.Json;
using Messenger.Domain.Http;
using Messenger.Domain.Hubs;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

namespace Messenger.Cluster.Tests.Processes;

/// <summary>A hub client that reconnects for ever with the token it once got, as a browser does.</summary>
internal sealed class Desk : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly HubConnection _connection;
    private Task _answering = Task.CompletedTask;
    private volatile bool _stop;

    private Desk(HubConnection connection)
    {
        _connection = connection;
        connection.Reconnecting += _ =>
        {
            Lost = true;
            return Task.CompletedTask;
        };
    }

    /// <summary>Its connection broke at least once.</summary>
    public bool Lost { get; private set; }

    public static async Task<Desk> Open(HttpClient product, string userName, string hub = "agent")
    {
        var token = await Token(product, userName);
        var connection = new HubConnectionBuilder()
            .WithUrl(new Uri(product.BaseAddress!, $"/hubs/{hub}"), o =>
            {
                // Negotiation is a request of its own, which may reach another front than the connection that follows.
                (o.Transports, o.SkipNegotiation) = (HttpTransportType.WebSockets, true);
                o.AccessTokenProvider = () => Task.FromResult<string?>(token);
            })
            .WithAutomaticReconnect(new Soon())
            .Build();
        await connection.StartAsync();
        return new Desk(connection);
    }

    public static async Task<string> Token(HttpClient product, string userName)
    {
        var reply = await product.PostAsJsonAsync("/api/auth/login?useCookies=false", new LoginRequest(userName, "messenger"));
        reply.EnsureSuccessStatusCode();
        return (await reply.Content.ReadFromJsonAsync<TokenReply>())!.AccessToken;
    }

    public async Task<DeskSnapshot> Look() => (await Snapshot("desk")).Deserialize<DeskSnapshot>(Json)!;

    public async Task<BoardSnapshot> Board(string campaign) => (await Snapshot("campaign:" + campaign)).Deserialize<BoardSnapshot>(Json)!;

    public async Task Do(string method, params object?[] arguments)
    {
        var result = await Patiently(() => _connection.InvokeCoreAsync<CommandResult>(method, arguments));
        Assert.True(result.Ok, $"{method}: {result.Code}");
    }

    /// <summary>Answers each message of a customer once, and says it again until it is taken.</summary>
    public void AnswerOn() => _answering = Task.Run(async () =>
    {
        while (!_stop)
        {
            foreach (var chat in (await Look()).Interactions)
            {
                var last = chat.Messages.LastOrDefault(m => m.Direction == "in")?.Seq ?? 0;
                await Do("SendText", chat.Id, $"re/{chat.Id}/{last}", $"respuesta a {last}");
            }

            await Task.Delay(200);
        }
    });

    public Task StopAnswering()
    {
        _stop = true;
        return _answering;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAnswering();
        await _connection.DisposeAsync();
    }

    private async Task<JsonElement> Snapshot(string topic) =>
        (await Patiently(() => _connection.InvokeAsync<Subscription>("Subscribe", topic, null))).Snapshot!.Value;

    private async Task<T> Patiently<T>(Func<Task<T>> call)
    {
        var until = DateTimeOffset.UtcNow + Eventually.Patience;
        while (true)
        {
            try
            {
                return await call();
            }
            catch (Exception) when (DateTimeOffset.UtcNow < until)
            {
                await Task.Delay(50);
            }
        }
    }

    private sealed class Soon : IRetryPolicy
    {
        public TimeSpan? NextRetryDelay(RetryContext retryContext) => TimeSpan.FromMilliseconds(150);
    }
}
