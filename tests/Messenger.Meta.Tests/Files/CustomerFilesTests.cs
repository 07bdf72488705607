using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Messenger.Meta.Tests.Files;

/// <summary>Fetching what customers attached, from a server of the test that stands for Meta's.</summary>
public sealed class CustomerFilesTests : IDisposable
{
    private const int Most = 1_000;

    private readonly FileServer _server = new();

    [Fact]
    public async Task The_content_comes_with_the_name_in_its_address_and_nothing_of_ours_goes_there()
    {
        _server.Answer = FileServer.Whole("hola"u8);
        var taken = Assert.IsType<FileOutcome<string>.Taken>(await Fetch("/v/t1/mi%20carta.txt?oh=1&oe=2"));
        Assert.Equal(("hola", "mi carta.txt"), (taken.Value, taken.Name));
        var request = Assert.Single(_server.Requests);
        Assert.StartsWith("GET /v/t1/mi%20carta.txt?oh=1&oe=2 ", request, StringComparison.Ordinal);
        Assert.Contains("Accept-Encoding: identity", request, StringComparison.Ordinal);
        Assert.DoesNotContain("traceparent", request, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Cookie", request, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(410)]
    public async Task What_Meta_does_not_give_any_more_is_gone(int status)
    {
        _server.Answer = _ => FileServer.Head(status, "Content-Length: 0");
        Assert.IsType<FileOutcome<string>.Gone>(await Fetch("/a"));
    }

    [Theory]
    [InlineData(401)]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(204)]
    [InlineData(206)]
    public async Task Any_other_answer_is_a_failure_that_may_pass(int status)
    {
        _server.Answer = _ => FileServer.Head(status, "Content-Length: 0");
        Assert.Equal(new FileOutcome<string>.Failed($"{status}"), await Fetch("/a"));
    }

    [Fact]
    public async Task What_says_that_it_is_too_large_is_not_begun_with()
    {
        _server.Answer = _ => FileServer.Head(200, $"Content-Length: {Most + 1}");
        Assert.IsType<FileOutcome<string>.TooLarge>(await Fetch("/a"));
    }

    [Fact]
    public async Task A_content_that_is_cut_off_is_a_failure()
    {
        _server.Answer = _ => FileServer.Head(200, "Content-Length: 100") + "half";
        Assert.Equal(new FileOutcome<string>.Failed("broken off"), await Fetch("/a"));
    }

    [Fact]
    public async Task Somebody_who_stops_talking_is_left_after_the_time()
    {
        _server.Answer = _ => FileServer.Head(200, "Content-Length: 100") + "half";
        _server.Holds = true;
        Assert.Equal(new FileOutcome<string>.Failed("time-out"), await Fetch("/a", new MetaOptions { FileTimeout = TimeSpan.FromMilliseconds(300) }));
    }

    [Fact]
    public async Task A_packed_content_is_not_unpacked()
    {
        var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            await gzip.WriteAsync(new byte[10_000_000]);
        }

        _server.Answer = _ => FileServer.Head(200, "Content-Encoding: gzip", $"Content-Length: {packed.Length}");
        Assert.Equal(new FileOutcome<string>.Failed("packed"), await Fetch("/a", most: 100_000));
    }

    [Fact]
    public async Task Three_redirects_inside_are_followed_and_not_a_fourth()
    {
        _server.Answer = path => path switch
        {
            "/3" => FileServer.Whole("hola"u8)(path),
            _ => FileServer.Head(302, $"Location: /{int.Parse(path[1..], System.Globalization.CultureInfo.InvariantCulture) + 1}", "Content-Length: 0"),
        };
        Assert.Equal("hola", Assert.IsType<FileOutcome<string>.Taken>(await Fetch("/0")).Value);
        Assert.Equal(new FileOutcome<string>.Failed("redirects"), await Fetch("/-1"));
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://127.0.0.1:1/")]
    [InlineData("https://evil.example/a")]
    [InlineData("file:///etc/passwd")]
    public async Task A_redirect_to_elsewhere_is_not_followed(string location)
    {
        _server.Answer = _ => FileServer.Head(302, $"Location: {location}", "Content-Length: 0");
        Assert.IsType<FileOutcome<string>.ForeignHost>(await Fetch("/a"));
        Assert.Single(_server.Requests);
    }

    [Theory]
    [InlineData("https://evil.example/a")]
    [InlineData("http://scontent.fbcdn.net/a")]
    [InlineData("/relative")]
    [InlineData("")]
    public async Task An_address_that_is_not_Metas_is_not_called(string url)
    {
        var asked = new List<string>();
        Assert.IsType<FileOutcome<string>.ForeignHost>(await Files(new MetaOptions(), asked).Fetch(url, Most, Read, Ct));
        Assert.Empty(asked);
    }

    /// <summary>A name of Meta's, but whoever answers for names says that it stands in our network: as after a rebinding.</summary>
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("::1")]
    [InlineData("::ffff:10.0.0.1")]
    public async Task A_known_name_that_leads_into_a_private_network_is_not_connected_to(string address)
    {
        var asked = new List<string>();
        var files = Files(new MetaOptions(), asked, IPAddress.Parse(address));
        Assert.IsType<FileOutcome<string>.ForeignHost>(await files.Fetch("https://scontent.fbcdn.net/a", Most, Read, Ct));
        Assert.Equal(["scontent.fbcdn.net"], asked);
        Assert.Empty(_server.Requests);
    }

    [Fact]
    public async Task A_name_that_nobody_knows_is_a_failure_that_may_pass() => Assert.IsType<FileOutcome<string>.Failed>(
        await Files(new MetaOptions(), [], []).Fetch("https://scontent.fbcdn.net/a", Most, Read, Ct));

    [Fact]
    public async Task Nobody_there_is_a_failure_that_may_pass()
    {
        var url = _server.Url;
        _server.Dispose();
        Assert.IsType<FileOutcome<string>.Failed>(await Files(new MetaOptions { SimulatedFilesUrl = url }, []).Fetch(url + "/a", Most, Read, Ct));
    }

    [Fact]
    public async Task Who_cancels_is_told_so()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Files(new MetaOptions { SimulatedFilesUrl = _server.Url }, []).Fetch(_server.Url + "/a", Most, Read, cancelled.Token));
    }

    public void Dispose() => _server.Dispose();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static async Task<string> Read(Stream content, CancellationToken ct)
    {
        using var reader = new StreamReader(content);
        return await reader.ReadToEndAsync(ct);
    }

    private static CustomerFiles Files(MetaOptions options, List<string> asked, params IPAddress[] addresses)
    {
        var hosts = new FileHostRules(options);
        var connection = new CheckedConnection(hosts, (name, _) =>
        {
            asked.Add(name);
            return Task.FromResult(IPAddress.TryParse(name, out var itself) ? [itself] : addresses);
        });
        return new CustomerFiles(new HttpClient(CustomerFilesRegistration.Handler(options, connection)) { Timeout = Timeout.InfiniteTimeSpan }, hosts, options.FileTimeout);
    }

    private Task<FileOutcome<string>> Fetch(string path, MetaOptions? options = null, long most = Most)
    {
        options ??= new MetaOptions();
        options.SimulatedFilesUrl = _server.Url;
        return Files(options, []).Fetch(_server.Url + path, most, Read, Ct);
    }

    /// <summary>Says exactly what it is told to, byte for byte, and hangs up.</summary>
    private sealed class FileServer : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly CancellationTokenSource _end = new();

        public FileServer()
        {
            _listener.Start();
            _ = Serve();
        }

        public string Url => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

        public List<string> Requests { get; } = [];

        public Func<string, string> Answer { get; set; } = _ => Head(404);

        public bool Holds { get; set; }

        public static Func<string, string> Whole(ReadOnlySpan<byte> content)
        {
            var text = Encoding.ASCII.GetString(content);
            return _ => Head(200, $"Content-Length: {text.Length}", "Content-Type: text/html") + text;
        }

        public static string Head(int status, params string[] headers) => $"HTTP/1.1 {status} X\r\n{string.Join("\r\n", [.. headers, "Connection: close"])}\r\n\r\n";

        public void Dispose()
        {
            _end.Cancel();
            _listener.Dispose();
        }

        private async Task Serve()
        {
            while (!_end.IsCancellationRequested)
            {
                using var client = await _listener.AcceptTcpClientAsync(_end.Token);
                var buffer = new byte[8_192];
                var read = await client.GetStream().ReadAsync(buffer, _end.Token);
                var request = Encoding.ASCII.GetString(buffer, 0, read);
                Requests.Add(request);
                await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(Answer(request.Split(' ')[1])), _end.Token);
                if (Holds)
                {
                    // Until the other side hangs up.
                    await client.GetStream().ReadAtLeastAsync(buffer, 1, throwOnEndOfStream: false, _end.Token);
                }
            }
        }
    }
}
