using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Messenger.Tests.Shared;

namespace Messenger.Cluster.Tests.Processes;

/// <summary>The product as an operator starts it: a process of its own, on a folder and ports that it keeps over its restarts.</summary>
/// <remarks>Without a place it is alone on SQLite and runs its own simulator.</remarks>
internal sealed class ProductProcess : IAsyncDisposable
{
    /// <summary>For a start on a busy machine, and for what waits for one.</summary>
    public static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(120);

    private static readonly ConcurrentDictionary<Process, byte> Running = new();

    private readonly string _directory = System.IO.Directory.CreateTempSubdirectory("messenger-process-").FullName;
    private readonly ConcurrentQueue<string> _output = new();
    private ClusterPlace? _place;
    private int[] _ports;
    private Process? _process;

    static ProductProcess() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        foreach (var process in Running.Keys)
        {
            process.Kill();
        }
    };

    public ProductProcess(ClusterPlace? place = null)
    {
        _place = place;
        _ports = Ports.Free(4);
        Http = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(10) };
        Simulator = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{_ports[1]}"), Timeout = TimeSpan.FromSeconds(10) };
    }

    /// <summary>It is alone, but Meta is played elsewhere and outlives it.</summary>
    public void UseSimulator(Uri simulator) => _place = new ClusterPlace("Front,Worker", null, simulator, Address);

    public Uri Address => new($"http://127.0.0.1:{_ports[0]}");

    public HttpClient Http { get; private set; }

    public bool Runs => _process is { HasExited: false };

    public HttpClient Simulator { get; }

    public int GatewayPort => _ports[3];

    public string Directory => _directory;

    public bool HasExited => _process?.HasExited ?? true;

    /// <summary>It was sent SIGSTOP, or sent it to itself.</summary>
    public bool Sleeps => File.ReadAllText($"/proc/{_process!.Id}/stat").Split(") ")[^1][0] == 'T';

    /// <summary>Bytes of memory that it really occupies.</summary>
    public long Resident
    {
        get
        {
            _process!.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>What the fault hooks of the test build are told; the process looks at each hook.</summary>
    public string FaultFile => Path.Combine(_directory, "faults");

    /// <summary>What all its runs said, for whoever wants to know why.</summary>
    public string Output => string.Join('\n', _output);

    /// <param name="settings">More arguments, as <c>--Key=value</c>.</param>
    public void Start(params string[] settings)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _directory };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["MESSENGER_FAULT_FILE"] = FaultFile;
        foreach (var argument in (string[])
                 [
                     Path.Combine(AppContext.BaseDirectory, "Messenger.Host.dll"),
                     $"--ASPNETCORE_URLS={Address}",
                     $"--Messenger:Cluster:SiloPort={_ports[2]}", $"--Messenger:Cluster:GatewayPort={_ports[3]}", $"--Messenger:DataDirectory={_directory}",
                     .. settings,
                     .. _place?.Arguments ?? [$"--Simulator:Url={Simulator.BaseAddress}"],
                 ])
        {
            start.ArgumentList.Add(argument);
        }

        _process = Process.Start(start)!;
        Running.TryAdd(_process, 0);
        _process.OutputDataReceived += (_, line) => _output.Enqueue(line.Data ?? "");
        _process.ErrorDataReceived += (_, line) => _output.Enqueue(line.Data ?? "");
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Until product and simulator both serve.</summary>
    public async Task Ready()
    {
        await Eventually.Is(
            async () => !_process!.HasExited
                ? await Answers(Http, "/health/ready") && (_place is not null || await Answers(Simulator, "/control/status"))
                : throw new InvalidOperationException("The product went away:\n" + Output),
            yes => yes,
            "the product is ready",
            StartPatience);
    }

    /// <summary>As on another machine: the next start listens elsewhere.</summary>
    public void Move()
    {
        Http.Dispose();
        _ports = Ports.Free(4);
        Http = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(10) };
    }

    /// <summary>SIGKILL: nothing of it runs another instruction.</summary>
    public async Task Kill()
    {
        _process!.Kill();
        await Gone();
    }

    /// <summary>SIGTERM; its exit code.</summary>
    public async Task<int> Terminate()
    {
        await TellToStop();
        return await Gone();
    }

    /// <summary>SIGTERM, without waiting for the end.</summary>
    public Task TellToStop() => Signal("-TERM");

    /// <summary>SIGSTOP: it does nothing, its connections stay open, nobody is told.</summary>
    public Task FallAsleep() => Signal("-STOP");

    /// <summary>SIGCONT.</summary>
    public Task WakeUp() => Signal("-CONT");

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await Kill();
        }

        Http.Dispose();
        Simulator.Dispose();
        System.IO.Directory.Delete(_directory, recursive: true);
    }

    /// <summary>Until it has ended; its exit code.</summary>
    public async Task<int> Gone()
    {
        using var patience = new CancellationTokenSource(Eventually.Patience);
        var process = _process!;
        await process.WaitForExitAsync(patience.Token);
        Running.TryRemove(process, out _);
        _process = null;
        var code = process.ExitCode;
        process.Dispose();
        return code;
    }

    private async Task Signal(string signal)
    {
        using var kill = Process.Start("kill", [signal, _process!.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    private static async Task<bool> Answers(HttpClient http, string path)
    {
        try
        {
            using var reply = await http.GetAsync(new Uri(path, UriKind.Relative));
            return reply.IsSuccessStatusCode;
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }
}
