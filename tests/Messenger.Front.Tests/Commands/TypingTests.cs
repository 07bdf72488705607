using System.Diagnostics;
using Messenger.Domain.Hubs;
using Messenger.Front.Tests.Product;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;

namespace Messenger.Front.Tests.Commands;

/// <summary>The typing mark passes through Meta; what the agent does next must not wait for it.</summary>
public sealed class TypingTests
{
    [Fact]
    public async Task A_reply_does_not_wait_for_a_typing_mark_that_hangs()
    {
        using var hanging = new HangingActions();
        await using var product = await RunningProduct.Start(configure: builder => builder.Services.ConfigureAll<HttpClientFactoryOptions>(
            options => options.HttpMessageHandlerBuilderActions.Add(handlers => handlers.AdditionalHandlers.Insert(0, new Gate(hanging)))));
        await using var ana = await product.Connect("ana");
        await ana.Desk();
        var psid = await product.Simulator.Customer("Rosa");
        await product.Simulator.Writes(psid, "hola");
        var id = (await ana.Saw<InteractionAdded>("interaction.added", _ => true)).Interaction.Id;

        var began = Stopwatch.GetTimestamp();
        var typing = ana.Do("Typing", id);
        await hanging.Reached.WaitAsync(TimeSpan.FromSeconds(45), TestContext.Current.CancellationToken);
        Assert.True((await ana.Do("SendText", id, "c1", "buenas")).Ok);

        // A call to Graph that hangs is given up after 10 s: this one was not waited for.
        Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(8), $"It took {Stopwatch.GetElapsedTime(began)}.");
        Assert.True((await typing).Ok);
    }

    private sealed class HangingActions : IDisposable
    {
        private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly CancellationTokenSource _end = new();

        public Task Reached => _reached.Task;

        public async Task Hang(CancellationToken ct)
        {
            _reached.TrySetResult();
            using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, _end.Token);
            await Task.Delay(Timeout.InfiniteTimeSpan, either.Token);
        }

        public void Dispose()
        {
            _end.Cancel();
            _end.Dispose();
        }
    }

    private sealed class Gate(HangingActions hanging) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Content is not null && (await request.Content.ReadAsStringAsync(cancellationToken)).Contains("typing_on", StringComparison.Ordinal))
            {
                await hanging.Hang(cancellationToken);
            }

            return await base.SendAsync(request, cancellationToken);
        }
    }
}
