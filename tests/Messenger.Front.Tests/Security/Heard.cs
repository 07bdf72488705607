using System.Collections.Concurrent;

namespace Messenger.Front.Tests.Security;

/// <summary>Keeps every answer of the product: status, headers and body.</summary>
internal sealed class Heard() : DelegatingHandler(new SocketsHttpHandler { UseCookies = false })
{
    private readonly ConcurrentQueue<string> _answers = new();

    public IReadOnlyList<string> Answers => [.. _answers];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var reply = await base.SendAsync(request, cancellationToken);
        await reply.Content.LoadIntoBufferAsync(cancellationToken);
        _answers.Enqueue($"{request.Method} {request.RequestUri} {reply}\n{await reply.Content.ReadAsStringAsync(cancellationToken)}");
        return reply;
    }
}
