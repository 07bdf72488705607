using System.Net;
using System.Net.Http.Json;
using Messenger.Domain.Http;
using Messenger.Front.Tests.Product;
using Messenger.Host.Composition;
using Messenger.Storage.Campaigns;
using Messenger.Storage.Security;
using Messenger.Tests.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Messenger.Front.Tests.Security;

/// <summary>What makes Development easy is not there in Production.</summary>
public sealed class ProductionTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("messenger-").FullName;
    private readonly int[] _ports = Ports.Free(3);
    private MessengerHost _host = null!;
    private HttpClient _http = null!;

    public async ValueTask InitializeAsync()
    {
        _http = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = new Uri($"http://127.0.0.1:{_ports[0]}") };
        _host = MessengerHost.Build(
        [
            "--environment=Production", $"--ASPNETCORE_URLS={_http.BaseAddress}", $"--Messenger:Cluster:SiloPort={_ports[1]}",
            $"--Messenger:Cluster:GatewayPort={_ports[2]}", $"--Messenger:DataDirectory={_folder}", "--Messenger:Admin:Password=a long first password",
            "--Meta:AppId=1234", "--Meta:AppSecret=secret", "--Meta:VerifyToken=verify", "--Logging:LogLevel:Default=Warning",
        ]);
        await _host.Start();
    }

    public async ValueTask DisposeAsync()
    {
        await _host.Stop();
        await _host.DisposeAsync();
        _http.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task There_is_one_administrator_and_nothing_of_the_demo()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, await Status("/openapi/v1.json"));
        Assert.Equal(HttpStatusCode.NotFound, await Status("/api/development/people"));
        Assert.Equal(HttpStatusCode.Unauthorized, await Status("/api/campaigns"));
        Assert.Equal(HttpStatusCode.OK, await Status("/health/live"));
        Assert.Equal(HttpStatusCode.OK, await Status("/health/ready"));
        Assert.DoesNotContain(Open(), name => name.Contains("development", StringComparison.Ordinal) || name.Contains("openapi", StringComparison.Ordinal));

        var (admin, roles) = Assert.Single(await _host.Services.GetRequiredService<UserStore>().All(TestContext.Current.CancellationToken));
        Assert.Equal("admin", admin.UserName);
        Assert.Equal(["administrator"], roles);
        foreach (var (userName, password) in new[] { ("ana", "messenger"), ("admin", "messenger"), ("sofia", "messenger") })
        {
            using var refused = await Login(userName, password);
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        }

        using var reply = await Login("admin", "a long first password");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/campaigns");
        request.Headers.Authorization = new("Bearer", (await reply.Content.ReadFromJsonAsync<TokenReply>(TestContext.Current.CancellationToken))!.AccessToken);
        using var list = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        var voice = Assert.Single((await list.Content.ReadFromJsonAsync<CampaignList>(TestContext.Current.CancellationToken))!.Items);
        Assert.Equal(("telefonia", "Telefonía", "voice", true), (voice.Id, voice.Name, voice.Type, voice.Enabled));
        Assert.Empty(await _host.Services.GetRequiredService<CampaignQueries>().Members(voice.Id, TestContext.Current.CancellationToken));
    }

    private IEnumerable<string> Open() =>
        from endpoint in _host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        where endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null
        select endpoint.RoutePattern.RawText ?? "";

    private async Task<HttpStatusCode> Status(string path)
    {
        using var reply = await _http.GetAsync(path);
        return reply.StatusCode;
    }

    private Task<HttpResponseMessage> Login(string userName, string password) =>
        _http.PostAsJsonAsync("/api/auth/login?useCookies=false", new LoginRequest(userName, password));
}
