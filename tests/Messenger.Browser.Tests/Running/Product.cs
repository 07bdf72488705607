using System.Diagnostics;
using System.Globalization;
using System.Text;
using Messenger.Tests.Shared;

namespace Messenger.Browser.Tests.Running;

/// <summary>The product with the simulator as a process of its own, on free ports, with its data in a folder of its own.</summary>
public sealed class Product : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly int[] _ports = Ports.Free(4);
    private readonly StringBuilder _output = new();
    private readonly string _data = Directory.CreateTempSubdirectory("messenger-browser-").FullName;
    private Process? _process;

    public Uri Address => new($"http://127.0.0.1:{_ports[0]}/");

    public Uri Customers => new($"http://127.0.0.1:{_ports[1]}/");

    public Floor Floor => field ??= new(Address, Customers);

    /// <summary>Whether a browser has been in it already.</summary>
    public bool Visited { get; set; }

    /// <summary>What the process wrote so far.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    public async ValueTask InitializeAsync() => await Start();

    /// <summary>Starts it, again on the same ports and data after <see cref="Kill"/>, and returns when it is ready.</summary>
    public async Task Start()
    {
        var start = new ProcessStartInfo("dotnet", [Folders.HostAssembly]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["ASPNETCORE_URLS"] = Address.ToString();
        start.Environment["Simulator__Url"] = Customers.ToString().TrimEnd('/');
        start.Environment["Messenger__Cluster__SiloPort"] = _ports[2].ToString(CultureInfo.InvariantCulture);
        start.Environment["Messenger__Cluster__GatewayPort"] = _ports[3].ToString(CultureInfo.InvariantCulture);
        start.Environment["Messenger__DataDirectory"] = _data;
        // Three people sign in for hundreds of tests.
        start.Environment["Messenger__SignIn__PerUserPerMinute"] = "10000";
        start.Environment["Messenger__SignIn__PerAddressPerMinute"] = "10000";
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, e) => Note(e.Data, ready);
        process.ErrorDataReceived += (_, e) => Note(e.Data, ready);
        process.Exited += (_, _) => ready.TrySetException(new InvalidOperationException("The product ended by itself:\n" + Output));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _process = process;
        try
        {
            await ready.Task.WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            await Kill();
            throw new TimeoutException("The product did not get ready:\n" + Output);
        }
    }

    /// <summary>As a power cut ends it.</summary>
    public async Task Kill()
    {
        if (_process is { } process)
        {
            _process = null;
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false } process)
        {
            using var signal = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
            await Task.WhenAny(process.WaitForExitAsync(), Task.Delay(Patience));
        }

        await Kill();
        Directory.Delete(_data, recursive: true);
    }

    private void Note(string? line, TaskCompletionSource ready)
    {
        if (line is null)
        {
            return;
        }

        lock (_output)
        {
            _output.AppendLine(line);
        }

        if (line.EndsWith("] ready", StringComparison.Ordinal))
        {
            ready.TrySetResult();
        }
    }
}
