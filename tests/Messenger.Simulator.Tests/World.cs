using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Messenger.Simulator.Tests;

/// <summary>A simulator with its own file and a receiver, and the words the tests speak.</summary>
internal sealed class World : IAsyncDisposable
{
    public const string Page = SimulatorDefaults.TiendaPageId;
    public const string Token = SimulatorDefaults.TiendaPageToken;

    private readonly string folder = Directory.CreateTempSubdirectory("simulator-").FullName;
    private WebApplication? app;

    private readonly bool keep;

    private World(Receiver receiver, bool keep)
    {
        Receiver = receiver;
        this.keep = keep;
    }

    public Receiver Receiver { get; }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero));

    public HttpClient Http { get; private set; } = new();

    public IServiceProvider Services => app!.Services;

    /// <param name="keep">Whether a restart goes on with the file.</param>
    public static async Task<World> Start(bool keep = true)
    {
        var world = new World(await Receiver.Start(), keep);
        await world.Run();
        return world;
    }

    /// <summary>Stops the simulator and starts another one over the same file.</summary>
    public async Task Restart()
    {
        await Stop();
        await app!.DisposeAsync();
        await Run();
    }

    /// <summary>Ends the simulator as its host does at Ctrl+C.</summary>
    public Task Stop() => app!.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await Stop();
        await app!.DisposeAsync();
        await Receiver.DisposeAsync();
        Http.Dispose();
        Directory.Delete(folder, true);
    }

    /// <summary>Waits until a condition holds and gives what it found; says what is there when it does not.</summary>
    public static async Task<T> Until<T>(Func<Task<T>> read, Func<T, bool> holds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (true)
        {
            var value = await read();
            if (holds(value))
            {
                return value;
            }

            try
            {
                await beat.WaitForNextTickAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException("Still not there: " + JsonSerializer.Serialize(value));
            }
        }
    }

    public async Task<IReadOnlyList<Call>> Accepted(int count) =>
        await Until(() => Task.FromResult(Receiver.Accepted), calls => calls.Count >= count);

    public async Task<string> Customer(string name = "Ana Núñez", string page = Page) =>
        (await Post("/control/customers", new { pageId = page, name, locale = "es_LA" }))["psid"]!.GetValue<string>();

    public async Task<string> Writes(string psid, string text, string page = Page) =>
        (await Post($"/control/customers/{psid}/messages", new { pageId = page, text }))["mid"]!.GetValue<string>();

    public async Task<JsonArray> Phone(string psid) => (await Http.GetFromJsonAsync<JsonArray>($"/control/customers/{psid}/messages"))!;

    /// <summary>A Graph call with a JSON body.</summary>
    public async Task<(int Status, JsonObject Body)> Send(object body, string token = Token, string node = "me")
    {
        using var response = await Http.PostAsJsonAsync($"/v23.0/{node}/messages?access_token={token}", body);
        return ((int)response.StatusCode, (await response.Content.ReadFromJsonAsync<JsonObject>())!);
    }

    public async Task<JsonObject> Post(string path, object body)
    {
        using var response = await Http.PostAsJsonAsync(path, body);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonObject>() ?? [];
    }

    /// <summary>A Graph GET; the status and the body.</summary>
    public Task<(int Status, JsonObject Body)> Graph(string path, string token = Token) => Graph(HttpMethod.Get, path, token);

    public async Task<(int Status, JsonObject Body)> Graph(HttpMethod method, string path, string token = Token, object? body = null)
    {
        var mark = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        using var request = new HttpRequestMessage(method, $"/v23.0/{path}{mark}access_token={Uri.EscapeDataString(token)}");
        request.Content = body is null ? null : JsonContent.Create(body);
        using var response = await Http.SendAsync(request);
        return ((int)response.StatusCode, (await response.Content.ReadFromJsonAsync<JsonObject>())!);
    }

    /// <summary>A control call that has to work.</summary>
    public async Task Do(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, "/control/" + path) { Content = body is null ? null : JsonContent.Create(body) };
        using var response = await Http.SendAsync(request);
        Assert.True(response.IsSuccessStatusCode, $"{method} {path}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
    }

    public Task Settings(object changes) => Do(HttpMethod.Patch, "settings", changes);

    /// <summary>A control call that has to be refused: the status and the type of the problem.</summary>
    public async Task<(int Status, string? Type)> Refused(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, "/control/" + path) { Content = body is null ? null : JsonContent.Create(body) };
        using var response = await Http.SendAsync(request);
        Assert.False(response.IsSuccessStatusCode, $"{method} {path} was not refused.");
        return ((int)response.StatusCode, (await response.Content.ReadFromJsonAsync<JsonObject>())?["type"]?.GetValue<string>());
    }

    /// <summary>A customer who has written already, and whose message was delivered.</summary>
    public async Task<string> Known(string name = "Ana Núñez", string page = Page, bool subscribe = false)
    {
        if (subscribe)
        {
            await Do(HttpMethod.Put, $"pages/{page}/subscription", new { });
        }

        var psid = await Customer(name, page);
        await Writes(psid, "hola", page);
        await Until(() => Phone(psid), p => p[0]!["delivered"]!.GetValue<bool>());
        return psid;
    }

    private async Task Run()
    {
        app = SimulatorApplication.Build(
            new SimulatorOptions { Url = "http://127.0.0.1:0", CallbackUrl = Receiver.Url, DataFile = Path.Combine(folder, "simulator.db"), KeepState = keep },
            builder => builder.Services.AddSingleton<TimeProvider>(Clock));
        await app.StartAsync();
        Http.Dispose();
        Http = new HttpClient { BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()) };
    }
}
