using Microsoft.Extensions.Logging;

namespace Messenger.Meta;

public sealed partial class GraphClient
{
    private void Log(SendOutcome outcome, GraphAnswer? answer, string pageId, string metadata)
    {
        switch (outcome)
        {
            case SendOutcome.Refused refused:
                LogRefused(pageId, refused.Class, refused.Reason);
                break;
            case SendOutcome.Unknown:
                LogUnknown(pageId, metadata, answer?.Error?.Reason ?? (answer is null ? "no answer" : "no answer of Graph"));
                break;
            case SendOutcome.Late:
                LogLate(pageId, metadata);
                break;
            case SendOutcome.NotSent notSent:
                LogNotSent(pageId, metadata, notSent.RetryAfter, answer?.Error?.Reason ?? "no connection");
                break;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Meta refused a message of page {PageId}: {Class}, {Reason}")]
    private partial void LogRefused(string pageId, GraphErrorClass @class, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Nobody knows whether message {Metadata} of page {PageId} was sent: {Reason}")]
    private partial void LogUnknown(string pageId, string metadata, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Message {Metadata} of page {PageId} was not written: its deadline was over")]
    private partial void LogLate(string pageId, string metadata);

    [LoggerMessage(Level = LogLevel.Information, Message = "Message {Metadata} of page {PageId} was not sent, next try after {RetryAfter}: {Reason}")]
    private partial void LogNotSent(string pageId, string metadata, TimeSpan retryAfter, string reason);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Sender action {Action} of page {PageId} did not work: {Reason}")]
    private partial void LogActionFailed(string pageId, string action, string reason);
}
