using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;

namespace Messenger.Front.Feeds;

/// <summary>
/// What a connection may hold beside its inbox. A client that stops reading fills these first; then its loop waits, its inbox
/// overflows, and after the patience its connection is closed.
/// </summary>
internal static class ConnectionBuffers
{
    /// <summary>Bytes of written batches that SignalR holds before its writer waits. The default is four times as much.</summary>
    public const int Transport = 16 * 1024;

    /// <summary>Bytes that Kestrel holds below it; half of the default.</summary>
    public const int Response = 32 * 1024;

    /// <summary>Bytes the system's socket holds; unset it grows to megabytes for each client that does not read.</summary>
    public const int Socket = 64 * 1024;

    /// <summary>
    /// Bytes of memory that a connection costs at most beside its inbox: itself, the batch under way as objects, as text and as a frame,
    /// and the buffers above. Not counted: the system's.
    /// </summary>
    public const int FixedShare = 160 * 1024;

    /// <summary>Nothing could be written for so long: the client is gone.</summary>
    public static readonly TimeSpan SendPatience = TimeSpan.FromSeconds(10);

    public static void Bound(HttpConnectionDispatcherOptions options)
    {
        options.ApplicationMaxBufferSize = Transport;
        options.TransportMaxBufferSize = Transport;
        options.TransportSendTimeout = SendPatience;
    }

    public static void BoundSocket(HubCallerContext context)
    {
        // Not there when something other than sockets carries the connection, a test's server for one.
        if (context.GetHttpContext()?.Features.Get<IConnectionSocketFeature>() is { } carried)
        {
            carried.Socket.SendBufferSize = Socket;
        }
    }
}
