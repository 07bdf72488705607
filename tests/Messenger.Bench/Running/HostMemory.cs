using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Messenger.Bench.Running;

/// <summary>The memory of a process: what the system counts, and what its runtime still needs after a full collection.</summary>
/// <param name="product">The product's address; it tells the size of its heap.</param>
internal sealed class HostMemory(int process, Uri product) : IDisposable
{
    /// <summary>Of the runtime's diagnostics protocol: a trace that is begun with this keyword makes a full, blocking collection first.</summary>
    private const ulong CollectKeyword = 0x80_0000;

    private readonly HttpClient _http = new() { BaseAddress = product };

    /// <summary>Resident now, MiB.</summary>
    public double ResidentMiB => Status("VmRSS:");

    /// <summary>The most that was ever resident, MiB.</summary>
    public double PeakMiB => Status("VmHWM:");

    /// <summary>The same of any process; null = it has ended.</summary>
    public static double? PeakOf(int process)
    {
        try
        {
            return Status(process, "VmHWM:");
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>What lives in the managed heap: its size right after a full collection, MiB.</summary>
    public async Task<double> LiveMiB()
    {
        await Collect();
        var bytes = 0.0;
        foreach (var line in (await _http.GetStringAsync(new Uri("/metrics", UriKind.Relative))).Split('\n'))
        {
            if (line.StartsWith("dotnet_gc_last_collection_heap_size_bytes{", StringComparison.Ordinal))
            {
                bytes += double.Parse(line.Split('}')[1].Trim().Split(' ')[0], CultureInfo.InvariantCulture);
            }
        }

        return bytes > 0 ? bytes / 1024 / 1024 : throw new InvalidOperationException("The product does not tell the size of its heap.");
    }

    public void Dispose() => _http.Dispose();

    private double Status(string name) => Status(process, name) ?? throw new InvalidOperationException($"Process {process} has ended.");

    private static double? Status(int process, string name) =>
        File.ReadLines($"/proc/{process}/status").FirstOrDefault(l => l.StartsWith(name, StringComparison.Ordinal)) is { } line
            ? double.Parse(line[name.Length..].Trim().Split(' ')[0], CultureInfo.InvariantCulture) / 1024
            : null;

    private async Task Collect()
    {
        using var session = Connect();
        await session.SendAsync(Command(0x02, [
            .. BitConverter.GetBytes(16u), .. BitConverter.GetBytes(1u), .. BitConverter.GetBytes(1u),
            .. BitConverter.GetBytes(CollectKeyword), .. BitConverter.GetBytes(4u), .. Text("Microsoft-Windows-DotNETRuntime"), .. BitConverter.GetBytes(0u)]));
        var answer = new byte[28];
        for (var read = 0; read < answer.Length;)
        {
            read += await session.ReceiveAsync(answer.AsMemory(read)) is > 0 and var more ? more : throw new InvalidOperationException("The runtime takes no commands.");
        }

        // Everything that the trace writes is read away, or the runtime would wait for its reader.
        var drained = Drain(session);
        using (var stop = Connect())
        {
            await stop.SendAsync(Command(0x01, answer[20..]));
            await stop.ReceiveAsync(new byte[64]);
        }

        await drained;
    }

    private static async Task Drain(Socket session)
    {
        var buffer = new byte[64 * 1024];
        while (await session.ReceiveAsync(buffer) > 0)
        {
        }
    }

    private Socket Connect()
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(Directory.GetFiles(Path.GetTempPath(), $"dotnet-diagnostic-{process}-*-socket").Single()));
        return socket;
    }

    /// <summary>A command of the tracing set.</summary>
    private static byte[] Command(byte command, byte[] content) =>
        [.. "DOTNET_IPC_V1\0"u8, .. BitConverter.GetBytes((ushort)(20 + content.Length)), 0x02, command, 0, 0, .. content];

    private static byte[] Text(string text) => [.. BitConverter.GetBytes((uint)text.Length + 1), .. Encoding.Unicode.GetBytes(text + '\0')];
}
