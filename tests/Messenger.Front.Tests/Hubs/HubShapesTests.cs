using System.Text.Json;
using MessagePack;
using MessagePack.Resolvers;
using Messenger.Domain.Hubs;
using Messenger.Front.Hubs;
using Xunit;

namespace Messenger.Front.Tests.Hubs;

public sealed class HubShapesTests
{
    private static readonly MessagePackSerializerOptions Options =
        MessagePackSerializerOptions.Standard.WithResolver(CompositeResolver.Create(HubShapes.Instance, ContractlessStandardResolver.Instance));

    [Fact]
    public void An_event_has_the_names_and_values_of_json()
    {
        using var data = JsonDocument.Parse("""{"a":[1,2.5,"ñ",true,null,{"b":9007199254740993}]}""");
        var told = new HubEvent("desk", "agent/a", 7, "agent.changed", DateTimeOffset.UnixEpoch, data.RootElement.Clone());
        var bytes = MessagePackSerializer.Serialize<HubEvent[]>([told], Options, TestContext.Current.CancellationToken);
        Assert.Equal(
            """[{"topic":"desk","stream":"agent/a","version":7,"type":"agent.changed","at":"1970-01-01T00:00:00+00:00","data":{"a":[1,2.5,"ñ",true,null,{"b":9007199254740993}]}}]""",
            MessagePackSerializer.ConvertToJson(bytes, Options, TestContext.Current.CancellationToken));
        var back = Assert.Single(MessagePackSerializer.Deserialize<HubEvent[]>(bytes, Options, TestContext.Current.CancellationToken));
        Assert.Equal(told with { Data = null }, back with { Data = null });
    }
}
