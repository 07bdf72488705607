using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Messenger.Storage.Tests.Journal;

/// <summary>What becomes of a COMMIT whose connection breaks.</summary>
public enum BrokenCommit
{
    /// <summary>The server never hears of it.</summary>
    Lost,

    /// <summary>The server commits; only its answer is lost.</summary>
    Arrives,

    /// <summary>The server hears of it after the client has given the connection up.</summary>
    ArrivesLate,

    /// <summary>The server begins with the statements only after the client has asked what became of their commit.</summary>
    BeginsLate,
}

/// <summary>Stands before a PostgreSQL server, reads the client's messages, and breaks the connection at chosen COMMITs.</summary>
internal sealed class CommitProxy : IDisposable
{
    private const int SslRequest = 80_877_103, GssRequest = 80_877_104;
    private static readonly TimeSpan Late = TimeSpan.FromMilliseconds(300);

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly int server;
    private readonly Func<int, BrokenCommit?> fate;
    private readonly TaskCompletionSource asked = new();
    private readonly TaskCompletionSource begun = new();
    private volatile bool isHeld;
    private int commits;

    /// <param name="fate">What happens to the n-th COMMIT, counted from 1; null = nothing.</param>
    public CommitProxy(int server, Func<int, BrokenCommit?> fate)
    {
        this.server = server;
        this.fate = fate;
        listener.Start();
        _ = Accept();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public int Broken { get; private set; }

    public void Dispose() => listener.Dispose();

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                _ = Serve(await listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task Serve(TcpClient client)
    {
        using var behind = new TcpClient();
        try
        {
            await behind.ConnectAsync(IPAddress.Loopback, server);
            var (up, down) = (behind.GetStream(), client.GetStream());
            var back = down.CanWrite ? up.CopyToAsync(down) : Task.CompletedTask;
            await Forward(down, up, client);
            client.Close();
            behind.Client.Shutdown(SocketShutdown.Send);
            await back.ContinueWith(_ => { }, TaskScheduler.Default);
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
        {
            client.Close();
        }
    }

    private async Task Forward(NetworkStream from, NetworkStream to, TcpClient client)
    {
        byte[] opening;
        do
        {
            // Before the startup message the client may ask for encryption, which this server declines.
            opening = await Untyped(from);
            await to.WriteAsync(opening);
        }
        while (BinaryPrimitives.ReadInt32BigEndian(opening.AsSpan(4)) is SslRequest or GssRequest);

        string? commit = null;
        string? rollback = null;
        var together = new List<byte[]>();
        while (await Typed(from) is { } message)
        {
            commit = message[0] == 'P' && Strings(message) is [var name, "COMMIT"] ? name : commit;
            rollback = message[0] == 'P' && Strings(message) is [var other, "ROLLBACK"] ? other : rollback;
            if (message[0] == 'B' && commit is not null && Strings(message)[1] == commit && fate(Interlocked.Increment(ref commits)) is { } broken)
            {
                Broken++;
                await Break(broken, together, message, to, client);
                return;
            }

            if (message[0] == 'B' && rollback is not null && Strings(message)[1] == rollback && isHeld)
            {
                asked.TrySetResult();
                await begun.Task;
            }

            together.Add(message);
            if (message[0] is not ((byte)'P' or (byte)'B' or (byte)'D' or (byte)'E'))
            {
                await Send(together, to);
            }
        }
    }

    private static async Task Send(List<byte[]> messages, NetworkStream to)
    {
        foreach (var message in messages)
        {
            await to.WriteAsync(message);
        }

        messages.Clear();
    }

    // Bind, Execute, Sync: the portal is unnamed.
    private async Task Break(BrokenCommit broken, List<byte[]> together, byte[] bind, NetworkStream to, TcpClient client)
    {
        byte[] rest = [(byte)'E', 0, 0, 0, 9, 0, 0, 0, 0, 0, (byte)'S', 0, 0, 0, 4];
        if (broken == BrokenCommit.BeginsLate)
        {
            isHeld = true;
            client.Close();
            await asked.Task;
            await Send([.. together, bind, rest], to);
            await Task.Delay(Late);
            isHeld = false;
            begun.TrySetResult();
            return;
        }

        await Send(together, to);
        client.Close();
        if (broken == BrokenCommit.ArrivesLate)
        {
            await Task.Delay(Late);
        }

        if (broken != BrokenCommit.Lost)
        {
            await to.WriteAsync(bind);
            await to.WriteAsync(rest);
        }
    }

    private static async Task<byte[]> Untyped(NetworkStream from)
    {
        var head = new byte[4];
        await from.ReadExactlyAsync(head);
        var message = new byte[BinaryPrimitives.ReadInt32BigEndian(head)];
        head.CopyTo(message, 0);
        await from.ReadExactlyAsync(message.AsMemory(4));
        return message;
    }

    private static async Task<byte[]?> Typed(NetworkStream from)
    {
        var head = new byte[5];
        if (await from.ReadAtLeastAsync(head, 5, throwOnEndOfStream: false) < 5)
        {
            return null;
        }

        var message = new byte[1 + BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(1))];
        head.CopyTo(message, 0);
        await from.ReadExactlyAsync(message.AsMemory(5));
        return message;
    }

    // The first two texts of the message: statement and query, or portal and statement.
    private static string[] Strings(byte[] message)
    {
        var first = Array.IndexOf(message, (byte)0, 5);
        var second = Array.IndexOf(message, (byte)0, first + 1);
        return [Encoding.UTF8.GetString(message, 5, first - 5), Encoding.UTF8.GetString(message, first + 1, second - first - 1)];
    }
}
