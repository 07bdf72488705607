using System.Collections.Concurrent;

namespace Messenger.Browser.Tests.Running;

/// <summary>What the hubs tell the tabs of a profile can be held back for a while; what the tabs say always gets through.</summary>
internal sealed class HeldPushes
{
    private readonly ConcurrentQueue<Action> _waiting = new();
    private volatile bool _held;

    public static async Task<HeldPushes> Of(IBrowserContext profile)
    {
        var pushes = new HeldPushes();
        await profile.RouteWebSocketAsync(new System.Text.RegularExpressions.Regex("/hubs/"), pushes.Stand);
        return pushes;
    }

    public void Hold() => _held = true;

    public void Release()
    {
        _held = false;
        Drain();
    }

    private void Stand(IWebSocketRoute tab)
    {
        var server = tab.ConnectToServer();
        tab.OnMessage(frame => Pass(server, frame));
        server.OnMessage(frame =>
        {
            _waiting.Enqueue(() => Pass(tab, frame));
            if (!_held)
            {
                Drain();
            }
        });
    }

    private void Drain()
    {
        // One at a time: two would change the order of what they took.
        lock (_waiting)
        {
            while (_waiting.TryDequeue(out var push))
            {
                push();
            }
        }
    }

    private static void Pass(IWebSocketRoute to, IWebSocketFrame frame)
    {
        if (frame.Text is { } text)
        {
            to.Send(text);
        }
        else
        {
            to.Send(frame.Binary!);
        }
    }
}
