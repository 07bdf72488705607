using System.Net;

namespace Messenger.Meta;

/// <summary>The body of one send, which decides at the socket whether it is still written.</summary>
/// <remarks>The transport asks for the content after it has a connection, and with HTTP/1.1 the request line and headers wait in the same
/// buffer until the content is there. So a process that was paused, or a slow connect, cannot send after the deadline: what is refused here
/// never left the machine, headers included. What stays possible is a pause between the check and the write that follows it.</remarks>
internal sealed class SendContent : HttpContent
{
    private readonly SendBody body;
    private readonly Func<bool> mayStillWrite;

    public SendContent(SendBody body, Func<bool> mayStillWrite)
    {
        this.body = body;
        this.mayStillWrite = mayStillWrite;
        Headers.ContentType = body.Type;
    }

    public SendProgress Progress { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (Progress != SendProgress.Untouched)
        {
            // A handler that tries again would send twice; there is none, and none may slip in unseen.
            throw new LateSendException("A send is written once.");
        }

        if (!mayStillWrite())
        {
            Progress = SendProgress.Late;
            throw new LateSendException("The deadline of this send is over.");
        }

        Progress = SendProgress.MayBeWritten;
        foreach (var piece in body.Pieces)
        {
            await stream.WriteAsync(piece, cancellationToken);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = body.Pieces.Sum(piece => (long)piece.Length);
        return true;
    }
}

/// <summary>How far a send came.</summary>
internal enum SendProgress
{
    /// <summary>No connection yet: nothing was written.</summary>
    Untouched,

    /// <summary>Refused at the socket: nothing was written.</summary>
    Late,

    /// <summary>From here on nobody can say that Meta did not get it.</summary>
    MayBeWritten,
}

/// <summary>Stops a send at the socket. Seen only inside this wall, as <see cref="SendOutcome.Late"/> outside.</summary>
internal sealed class LateSendException(string message) : Exception(message);
