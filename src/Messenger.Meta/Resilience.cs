using System.Net;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.Timeout;

namespace Messenger.Meta;

/// <summary>What happens to calls that may be repeated. Sends never come this way.</summary>
internal static class Resilience
{
    /// <summary>From the outside in: repeat after trouble, give up early while Graph is down, and do not wait for one try for the whole of the time.</summary>
    public static void Configure(ResiliencePipelineBuilder<HttpResponseMessage> calls, TimeSpan whole) => calls
        .AddRetry(new HttpRetryStrategyOptions
        {
            MaxRetryAttempts = 2,
            Delay = TimeSpan.FromMilliseconds(300),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            ShouldHandle = static attempt => ValueTask.FromResult(IsTrouble(attempt.Outcome)),
        })
        .AddCircuitBreaker(new HttpCircuitBreakerStrategyOptions
        {
            SamplingDuration = TimeSpan.FromSeconds(30),
            MinimumThroughput = 20,
            FailureRatio = 0.7,
            BreakDuration = TimeSpan.FromSeconds(10),
            ShouldHandle = static attempt => ValueTask.FromResult(IsTrouble(attempt.Outcome)),
        })
        .AddTimeout(whole * 0.45);

    /// <summary>Not a 429: each call is counted against the Page's limit, which its messages need. And no error of Graph's own below 500: it would come again.</summary>
    private static bool IsTrouble(Outcome<HttpResponseMessage> outcome) =>
        outcome.Exception is HttpRequestException or TimeoutRejectedException || outcome.Result?.StatusCode >= HttpStatusCode.InternalServerError;
}
