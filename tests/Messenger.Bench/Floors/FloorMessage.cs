using System.Text.Json;

namespace Messenger.Bench.Floors;

/// <summary>What the floor takes out of a delivery.</summary>
internal sealed record FloorMessage(string PageId, string Psid, string Mid, string Text, long At)
{
    public static FloorMessage Read(byte[] body)
    {
        using var json = JsonDocument.Parse(body);
        var item = json.RootElement.GetProperty("entry")[0].GetProperty("messaging")[0];
        var message = item.GetProperty("message");
        return new FloorMessage(
            item.GetProperty("recipient").GetProperty("id").GetString()!, item.GetProperty("sender").GetProperty("id").GetString()!,
            message.GetProperty("mid").GetString()!, message.GetProperty("text").GetString()!, item.GetProperty("timestamp").GetInt64());
    }
}
