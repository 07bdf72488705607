using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Messenger.Bench.Running;
using Messenger.Domain.Http;

namespace Messenger.Bench.Load;

/// <summary>All agents' screens, in one process of their own: ordinary SignalR clients that receive every event.</summary>
internal sealed class DeskClients : IAsyncDisposable
{
    public const string Verb = "--desks";

    private const string Count = "count";
    private const string Times = "times";

    private readonly ChildProcess _process;

    private DeskClients(ChildProcess process) => _process = process;

    public double CpuMilliseconds => _process.CpuMilliseconds;

    /// <summary>Signs all agents in (or none: a floor knows no people) and subscribes their desks.</summary>
    /// <param name="fronts">Each desk begins at one of them in turn, and goes to the next when its connection breaks.</param>
    public static DeskClients Open(bool signIn, params IReadOnlyList<Uri> fronts)
    {
        var process = ChildProcess.StartBench([Verb, signIn ? "sign-in" : "anonymous", .. fronts.Select(f => f.ToString())]);
        return process.Line() == "ready" ? new DeskClients(process) : throw new InvalidOperationException(process.Output);
    }

    public DeskCounts Counts() => _process.Ask<DeskCounts>(Count);

    /// <summary>What arrived since the last call.</summary>
    public DeskTimes Take() => _process.Ask<DeskTimes>(Times);

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    /// <summary>The process itself.</summary>
    public static async Task<int> Run(string[] args)
    {
        var signIn = args[0] == "sign-in";
        var fronts = args[1..].Select(a => new Uri(a)).ToArray();
        using var http = new HttpClient { BaseAddress = fronts[0] };
        var seen = new DeskRecord();
        var desks = new List<Desk>();
        foreach (var (name, number) in CallCentre.UserNames.Select((name, number) => (name, number)))
        {
            var token = signIn ? await Token(http, name) : null;
            var hubs = fronts.Select(f => new Uri(f, string.Create(CultureInfo.InvariantCulture, $"/hubs/agent?number={number}"))).ToArray();
            desks.Add(await Desk.Open(hubs, number, token, seen));
        }

        Terminal.WriteLine("ready");
        while (await Terminal.In.ReadLineAsync() is { } question)
        {
            Terminal.WriteLine(question == Count ? JsonSerializer.Serialize(seen.Counts()) : JsonSerializer.Serialize(seen.Take()));
        }

        foreach (var desk in desks)
        {
            await desk.DisposeAsync();
        }

        return 0;
    }

    private static async Task<string> Token(HttpClient http, string userName)
    {
        using var reply = await http.PostAsJsonAsync(new Uri("/api/auth/login?useCookies=false", UriKind.Relative), new LoginRequest(userName, CallCentre.Password));
        reply.EnsureSuccessStatusCode();
        return (await reply.Content.ReadFromJsonAsync<TokenReply>())!.AccessToken;
    }
}
