namespace Messenger.Domain.Hubs;

/// <summary>What a client of both hubs must listen to (docs/hubs.md).</summary>
public interface IFeedClient
{
    /// <summary>Events in order; per stream a client applies only version == have + 1.</summary>
    Task Events(HubEvent[] batch);

    /// <summary>Each 5 s: the heads of the connection's streams.</summary>
    Task Heartbeat(Heartbeat heartbeat);

    /// <summary>Events of the topic were discarded, or cannot be had one by one: call Subscribe(topic, since) again.</summary>
    Task Resync(string topic);
}
