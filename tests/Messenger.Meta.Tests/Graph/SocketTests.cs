using System.Net;
using System.Net.Sockets;

namespace Messenger.Meta.Tests.Graph;

/// <summary>What is certain at the socket: not connected, refused before the first byte.</summary>
public sealed class SocketTests : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);

    public SocketTests() => listener.Start();

    private int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public void Dispose() => listener.Dispose();

    [Fact]
    public async Task A_refused_connection_is_not_sent()
    {
        var port = Port;
        listener.Stop();
        using var graph = new GraphFixture($"http://127.0.0.1:{port}");
        var asked = 0;
        var outcome = Assert.IsType<SendOutcome.NotSent>(await graph.Send(() => ++asked > 0));
        Assert.True(outcome.RetryAfter > TimeSpan.Zero);
        Assert.Equal(0, asked);
    }

    [Fact]
    public async Task A_name_that_does_not_exist_is_not_sent()
    {
        using var graph = new GraphFixture("http://graph.invalid", TimeSpan.FromSeconds(5));
        Assert.IsType<SendOutcome.NotSent>(await graph.Send());
    }

    [Fact]
    public async Task A_connection_that_is_never_ready_is_not_sent()
    {
        // Connected, but nobody answers the TLS handshake: no byte of the request can have left.
        using var graph = new GraphFixture($"https://127.0.0.1:{Port}", TimeSpan.FromMilliseconds(300));
        Assert.IsType<SendOutcome.NotSent>(await graph.Send());
    }

    [Fact]
    public async Task A_broken_handshake_is_not_sent()
    {
        var accepted = listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        using var graph = new GraphFixture($"https://127.0.0.1:{Port}");
        var sending = graph.Send();
        using (var connection = await accepted)
        {
            await connection.GetStream().WriteAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray(), TestContext.Current.CancellationToken);
        }

        Assert.IsType<SendOutcome.NotSent>(await sending);
    }

    [Fact]
    public async Task The_deadline_is_asked_once_after_the_connection_stands_and_late_writes_not_one_byte()
    {
        var asked = 0;
        var connected = false;
        using var graph = new GraphFixture($"http://127.0.0.1:{Port}");
        var outcome = await graph.Send(() =>
        {
            asked++;
            connected = listener.Pending();
            return false;
        });
        Assert.IsType<SendOutcome.Late>(outcome);
        Assert.True(connected);
        Assert.Equal(1, asked);
        using var connection = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, await connection.GetStream().ReadAsync(new byte[1], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Late_on_a_connection_that_was_used_before_writes_nothing_either()
    {
        await using var server = await GraphServer.Answering("""{"message_id":"m_B1"}""");
        using var graph = new GraphFixture(server.Url);
        Assert.IsType<SendOutcome.Sent>(await graph.Send());
        Assert.IsType<SendOutcome.Late>(await graph.Send(() => false));
        Assert.IsType<SendOutcome.Sent>(await graph.Send());
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task A_fault_in_the_question_itself_is_not_hidden()
    {
        using var graph = new GraphFixture($"http://127.0.0.1:{Port}");
        await Assert.ThrowsAsync<ArithmeticException>(() => graph.Send(() => throw new ArithmeticException()));
    }
}
