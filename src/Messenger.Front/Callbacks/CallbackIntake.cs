using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Messenger.Meta;
using Messenger.Storage;
using Messenger.Storage.Callbacks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Messenger.Front.Callbacks;

/// <summary>What became of a callback.</summary>
internal enum CallbackOutcome
{
    Stored,

    /// <summary>The same one was stored before.</summary>
    Repeated,
    Malformed,
    Forged,
    WrongAlgorithm,
    Expired,

    /// <summary>Storage does not take it now; Meta is to call again.</summary>
    Unavailable,
}

/// <summary>Checks a callback's signature and stores what it says. Who the person is stands in no log line and no label.</summary>
internal sealed class CallbackIntake(
    MetaOptions meta, MetaCallbacks callbacks, LostLogins lost, FrontMeters meters,
    [FromKeyedServices(FrontRegistration.BusinessClock)] TimeProvider clock, TimeProvider timers, ILogger<CallbackIntake> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    /// <summary>128 random bits as hexadecimal digits, which a person can read out.</summary>
    public const int CodeLength = 32;

    private readonly byte[] _secret = Encoding.UTF8.GetBytes(meta.AppSecret);

    public async Task<CallbackOutcome> Deauthorized(string? signedRequest)
    {
        var (outcome, _) = await Take("deauthorize", signedRequest, async (valid, ct) =>
        {
            var isNew = await callbacks.Deauthorized(valid.UserId, valid.IssuedAt, clock.GetUtcNow(), ct);
            if (isNew)
            {
                await lost.Of(valid.UserId, ct);
            }

            return (isNew, null);
        });
        return outcome;
    }

    /// <summary>The code is null unless the request is stored now or was before.</summary>
    public Task<(CallbackOutcome Outcome, string? Code)> DeletionAsked(string? signedRequest) => Take("deletion", signedRequest, async (valid, ct) =>
    {
        var fresh = RandomNumberGenerator.GetHexString(CodeLength, lowercase: true);
        var stored = await callbacks.DeletionAsked(valid.UserId, valid.IssuedAt, clock.GetUtcNow(), fresh, ct);
        return (stored.IsNew, stored.Code);
    });

    private async Task<(CallbackOutcome Outcome, string? Code)> Take(
        string kind, string? signedRequest, Func<SignedRequestReading.Valid, CancellationToken, Task<(bool IsNew, string? Code)>> store)
    {
        var (outcome, code) = SignedRequest.Read(signedRequest, _secret, clock.GetUtcNow()) switch
        {
            SignedRequestReading.Valid valid => await Store(kind, valid, store),
            SignedRequestReading.Forged => (CallbackOutcome.Forged, null),
            SignedRequestReading.WrongAlgorithm => (CallbackOutcome.WrongAlgorithm, null),
            SignedRequestReading.Expired => (CallbackOutcome.Expired, null),
            _ => (CallbackOutcome.Malformed, null),
        };
        meters.CalledBack(kind, WordOf(outcome));
        if (outcome is CallbackOutcome.Stored or CallbackOutcome.Repeated)
        {
            logger.CallbackTaken(kind, WordOf(outcome));
        }
        else
        {
            logger.CallbackRefused(kind, WordOf(outcome));
        }

        return (outcome, code);
    }

    private async Task<(CallbackOutcome Outcome, string? Code)> Store(
        string kind, SignedRequestReading.Valid valid, Func<SignedRequestReading.Valid, CancellationToken, Task<(bool IsNew, string? Code)>> store)
    {
        try
        {
            using var patience = new CancellationTokenSource(Patience, timers);
            var (isNew, code) = await store(valid, patience.Token);
            return (isNew ? CallbackOutcome.Stored : CallbackOutcome.Repeated, code);
        }
        catch (Exception fault) when (fault is StorageException or DbException or OperationCanceledException)
        {
            logger.CallbackNotStored(kind, fault);
            return (CallbackOutcome.Unavailable, null);
        }
    }

    private static string WordOf(CallbackOutcome outcome) => outcome switch
    {
        CallbackOutcome.Stored => "stored",
        CallbackOutcome.Repeated => "repeated",
        CallbackOutcome.Malformed => "malformed",
        CallbackOutcome.Forged => "forged",
        CallbackOutcome.WrongAlgorithm => "wrong-algorithm",
        CallbackOutcome.Expired => "expired",
        CallbackOutcome.Unavailable => "unavailable",
        _ => throw new InvalidOperationException($"No word for {outcome}."),
    };
}
