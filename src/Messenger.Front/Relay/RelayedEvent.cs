using System.Text.Json;
using Messenger.Domain.Shared;

namespace Messenger.Front.Relay;

/// <summary>An event on its way to the local connections; its JSON is read once, however many of them follow the stream.</summary>
internal sealed class RelayedEvent(StreamEvent source)
{
    private readonly Lazy<JsonElement> _data = new(() => Json.Parse(source.Json), LazyThreadSafetyMode.PublicationOnly);

    public StreamEvent Source { get; } = source;

    public JsonElement Data => _data.Value;
}
