using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;

namespace Messenger.Bench.Running;

/// <summary>A process of the bench: the product, a floor, the hub clients. It ends with the bench at the latest.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private const int LinesKept = 200;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private static readonly ConcurrentDictionary<Process, byte> Running = new();

    private readonly Process _process;
    private readonly BlockingCollection<string?> _lines = [];
    private readonly ConcurrentQueue<string> _last = new();
    private readonly ConcurrentQueue<string> _faults = new();

    static ChildProcess() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        foreach (var process in Running.Keys)
        {
            process.Kill();
        }
    };

    private ChildProcess(Process process) => _process = process;

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>The newest lines it wrote.</summary>
    public string Output => string.Join('\n', _last);

    /// <summary>Lines so far that tell of a fault: errors in its log, exceptions that nobody caught.</summary>
    public IReadOnlyList<string> Faults => [.. _faults];

    public double CpuMilliseconds => CpuTime.Of(Id);

    /// <summary>This program again, with another verb.</summary>
    public static ChildProcess StartBench(params string[] arguments) =>
        Start(typeof(ChildProcess).Assembly.Location, arguments, answers: true, new Dictionary<string, string>());

    /// <param name="answers">It talks with the bench by lines: <see cref="Ask"/>.</param>
    public static ChildProcess Start(string assembly, IEnumerable<string> arguments, bool answers, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("dotnet", [assembly, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var child = new ChildProcess(Process.Start(start)!);
        Running.TryAdd(child._process, 0);
        child._process.OutputDataReceived += (_, line) => child.Heard(line.Data, answers);
        child._process.ErrorDataReceived += (_, line) => child.Heard(line.Data, answers: false);
        child._process.BeginOutputReadLine();
        child._process.BeginErrorReadLine();
        return child;
    }

    /// <summary>The next line it answers.</summary>
    public string Line() =>
        _lines.TryTake(out var line, Patience) && line is not null ? line : throw new InvalidOperationException($"A process of the bench does not answer:\n{Output}");

    public T Ask<T>(string question)
    {
        _process.StandardInput.WriteLine(question);
        return JsonSerializer.Deserialize<T>(Line())!;
    }

    public async Task<int> Ended()
    {
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    public void Signal(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        Running.TryRemove(_process, out _);
        _process.Dispose();
        _lines.Dispose();
    }

    private void Heard(string? line, bool answers)
    {
        if (line is not null)
        {
            _last.Enqueue(line);
            if (_last.Count > LinesKept)
            {
                _last.TryDequeue(out _);
            }

            if (line.StartsWith("fail: ", StringComparison.Ordinal) || line.StartsWith("crit: ", StringComparison.Ordinal)
                || line.Contains("Unhandled exception", StringComparison.OrdinalIgnoreCase))
            {
                _faults.Enqueue(line);
            }
        }

        if (answers && !_lines.IsAddingCompleted)
        {
            _lines.Add(line);
        }
    }
}
