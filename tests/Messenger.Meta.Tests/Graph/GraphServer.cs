using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Messenger.Meta.Tests.Graph;

/// <summary>A Graph API that answers what the test says, on a free port of this machine, and remembers what it was asked.</summary>
internal sealed class GraphServer : IAsyncDisposable
{
    public const string Secret = "app-secret";
    public const string Token = "EAAB-secret-page-token";

    private readonly WebApplication application;

    private GraphServer(WebApplication application) => this.application = application;

    public ConcurrentQueue<Asked> Requests { get; } = new();

    public string Url => application.Urls.Single();

    /// <summary>Leaves the body to the answer, which reads its parts itself.</summary>
    public static Task<GraphServer> StartForms(Func<HttpContext, Task> answer) => Start(answer, _ => Task.FromResult(""));

    public static Task<GraphServer> Start(Func<HttpContext, Task> answer) => Start(answer, async request =>
    {
        using var reader = new StreamReader(request.Body);
        return await reader.ReadToEndAsync();
    });

    private static async Task<GraphServer> Start(Func<HttpContext, Task> answer, Func<HttpRequest, Task<string>> body)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new GraphServer(builder.Build());
        server.application.Run(async context =>
        {
            server.Requests.Enqueue(new(
                context.Request.Method, context.Request.Path, context.Request.QueryString.Value!, context.Request.Headers.Authorization.ToString(),
                context.Request.ContentType, await body(context.Request), [.. context.Request.Headers.Keys]));
            await answer(context);
        });
        await server.application.StartAsync();
        return server;
    }

    public static Task<GraphServer> Answering(string body, int status = 200, string contentType = "application/json") =>
        Start(context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = contentType;
            return context.Response.WriteAsync(body);
        });

    /// <summary>Answers by path and query; what no line fits is answered with 404 and an empty body.</summary>
    public static Task<GraphServer> Answering(params (string Part, string Body)[] lines) =>
        Start(context =>
        {
            var address = context.Request.Path + context.Request.QueryString.Value;
            foreach (var (part, body) in lines)
            {
                if (address.Contains(part, StringComparison.Ordinal))
                {
                    context.Response.StatusCode = body.Contains("\"error\"", StringComparison.Ordinal) ? 400 : 200;
                    return context.Response.WriteAsync(body);
                }
            }

            context.Response.StatusCode = 404;
            return Task.CompletedTask;
        });

    public async ValueTask DisposeAsync() => await application.DisposeAsync();

    internal sealed record Asked(
        string Method, string Path, string Query, string Authorization, string? ContentType, string Body, IReadOnlyList<string> HeaderNames);
}

/// <summary>The client as the product registers it, with every log line in reach.</summary>
internal sealed class GraphFixture : IDisposable
{
    private readonly ServiceProvider provider;

    public GraphFixture(string url, TimeSpan? timeout = null, TimeSpan? media = null)
    {
        var options = new MetaOptions
        {
            AppId = Webhooks.Payloads.OurApp,
            AppSecret = GraphServer.Secret,
            VerifyToken = "v",
            GraphUrl = url,
            GraphTimeout = timeout ?? TimeSpan.FromSeconds(10),
            MediaTimeout = media ?? TimeSpan.FromSeconds(30),
            ConnectTimeout = timeout ?? TimeSpan.FromSeconds(5),
        };
        provider = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(new Collecting(Log)))
            .AddMessengerMeta(options, Clock)
            .BuildServiceProvider();
        Client = provider.GetRequiredService<GraphClient>();
    }

    public GraphClient Client { get; }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public LoginClient Login => provider.GetRequiredService<LoginClient>();

    public SubscriptionClient Subscription => provider.GetRequiredService<SubscriptionClient>();

    public AppClient App => provider.GetRequiredService<AppClient>();

    public UsageBoard Usage => provider.GetRequiredService<UsageBoard>();

    public Task<SendOutcome> SendMessage(OutgoingMessage message, Func<bool>? mayStillWrite = null) => Client.Send(
        GraphServer.Token, Webhooks.Payloads.PageId, message, mayStillWrite ?? (() => true), TestContext.Current.CancellationToken);

    public ConcurrentQueue<string> Log { get; } = new();

    public Task<SendOutcome> Send(Func<bool>? mayStillWrite = null, CancellationToken? ct = null, string text = "Hello") => Client.SendText(
        GraphServer.Token, Webhooks.Payloads.PageId, Webhooks.Payloads.Psid, text, "our-id-77", mayStillWrite ?? (() => true), ct ?? TestContext.Current.CancellationToken);

    public Task<ProfileOutcome> Profile(CancellationToken? ct = null) =>
        Client.Customer(
            GraphServer.Token, Webhooks.Payloads.PageId, Webhooks.Payloads.Psid, () => ValueTask.FromResult(true), ct ?? TestContext.Current.CancellationToken);

    public void Dispose()
    {
        provider.Dispose();
        Assert.DoesNotContain(Log, line => line.Contains(GraphServer.Token, StringComparison.Ordinal) || line.Contains("Hello", StringComparison.Ordinal)
            || line.Contains(Webhooks.Payloads.Psid, StringComparison.Ordinal));
    }

    private sealed class Collecting(ConcurrentQueue<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{logLevel} {formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
