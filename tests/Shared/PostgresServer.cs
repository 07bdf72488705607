using System.Diagnostics;

namespace Messenger.Tests.Shared;

/// <summary>
/// A PostgreSQL server for tests: the one that tests/run.sh started (MESSENGER_POSTGRES), else one of this process, which
/// ends with it. What stops and starts it is tests/postgres.sh.
/// </summary>
public sealed class PostgresServer : IDisposable
{
    private static readonly Lazy<PostgresServer> OfThisRun = new(() => Environment.GetEnvironmentVariable("MESSENGER_POSTGRES") is { Length: > 0 } given
        ? new PostgresServer(given, null)
        : StartOwn(stopAtExit: true));

    private readonly string? directory;

    private PostgresServer(string connectionString, string? directory)
    {
        ConnectionString = connectionString;
        this.directory = directory;
    }

    public static PostgresServer Shared => OfThisRun.Value;

    /// <summary>Of a user who may create databases.</summary>
    public string ConnectionString { get; }

    /// <summary>A server for one test, which may be crashed.</summary>
    public static PostgresServer StartOwn() => StartOwn(stopAtExit: false);

    /// <summary>As a power cut: no checkpoint, no goodbye.</summary>
    public void Crash() => Script("crash", directory!);

    public void Restart() => Script("restart", directory!);

    public void Dispose()
    {
        if (directory is not null)
        {
            Script("stop", directory);
        }
    }

    private static PostgresServer StartOwn(bool stopAtExit)
    {
        var values = Script("start").Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(l => l.Split('=', 2)).ToDictionary(p => p[0], p => p[1].Trim());
        var server = new PostgresServer(values["MESSENGER_POSTGRES"], values["MESSENGER_POSTGRES_DIRECTORY"]);
        if (stopAtExit)
        {
            AppDomain.CurrentDomain.ProcessExit += (_, _) => server.Dispose();
        }

        return server;
    }

    private static string Script(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("bash", [Path.Combine(Root(), "tests", "postgres.sh"), .. arguments])
        {
            RedirectStandardOutput = true,
        })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"postgres.sh {arguments[0]} failed.");
    }

    private static string Root()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "Orleans.Messenger.sln")))
        {
            directory = directory.Parent ?? throw new InvalidOperationException("This is not inside the repository.");
        }

        return directory.FullName;
    }
}
