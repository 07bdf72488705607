using System.Globalization;
using Messenger.Storage;
using Messenger.Tests.Shared;

namespace Messenger.Bench.Running;

/// <summary>The real executable, as an operator starts it, with the settings that this run needs.</summary>
internal sealed class ProductProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly int[] _ports = Ports.Free(4);
    private readonly StorageOptions _storage;
    private readonly string[] _more;

    /// <param name="more">Further settings; a later one of the same name counts.</param>
    public ProductProcess(StorageOptions storage, params string[] more)
    {
        _storage = storage;
        _more = more;
        Start();
    }

    public Uri Address => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_ports[0]}"));

    public ChildProcess Process { get; private set; } = null!;

    /// <summary>What the host is told on its command line; also what <see cref="CallCentre"/> starts with.</summary>
    public static string[] Arguments(StorageOptions storage, int[] ports) =>
    [
        "--environment=Development",
        string.Create(CultureInfo.InvariantCulture, $"--ASPNETCORE_URLS=http://127.0.0.1:{ports[0]}"),
        string.Create(CultureInfo.InvariantCulture, $"--Simulator:Url=http://127.0.0.1:{ports[1]}"),
        string.Create(CultureInfo.InvariantCulture, $"--Messenger:Cluster:SiloPort={ports[2]}"),
        string.Create(CultureInfo.InvariantCulture, $"--Messenger:Cluster:GatewayPort={ports[3]}"),
        "--Messenger:Cluster:Clustering=Localhost",
        $"--Messenger:DataDirectory={storage.DataDirectory}",
        $"--Messenger:Storage={storage.Kind}",
        $"--ConnectionStrings:Messenger={storage.ConnectionString}",
    ];

    /// <summary>On the same ports and data as before.</summary>
    public void Start() => Process = ChildProcess.Start(
        Assembly(), [.. Arguments(_storage, _ports), .. _more], answers: false, new Dictionary<string, string> { ["ASPNETCORE_ENVIRONMENT"] = "Development" });

    public async Task Ready()
    {
        using var http = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(2) };
        for (var waited = TimeSpan.Zero; !await Answers(http); waited += Pause)
        {
            if (Process.HasExited || waited > Patience)
            {
                throw new InvalidOperationException("The product does not start:\n" + Process.Output);
            }

            await Task.Delay(Pause);
        }
    }

    public ValueTask DisposeAsync() => Process.DisposeAsync();

    private static async Task<bool> Answers(HttpClient http)
    {
        try
        {
            using var reply = await http.GetAsync(new Uri("/health/ready", UriKind.Relative));
            return reply.IsSuccessStatusCode;
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Built with this program, in the same configuration.</summary>
    public static string Assembly()
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        var root = output;
        while (!File.Exists(Path.Combine(root.FullName, "Orleans.Messenger.sln")))
        {
            root = root.Parent ?? throw new InvalidOperationException("This is not inside the repository.");
        }

        return Path.Combine(root.FullName, "src", "Messenger.Host", "bin", output.Parent!.Name, output.Name, "Messenger.Host.dll");
    }
}
