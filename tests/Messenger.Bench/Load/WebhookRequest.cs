using System.Globalization;
using System.Text;
using Messenger.Meta;
using Messenger.Simulator;

namespace Messenger.Bench.Load;

/// <summary>One delivery of one customer message as Meta sends it, with its signature: the bytes of a whole HTTP request.</summary>
internal static class WebhookRequest
{
    public const int Customers = 200;

    /// <summary>Marks the instant a message was to be sent; the hub clients look for it.</summary>
    public const string SentMark = "sent:";

    private const string Words = "Hola, ¿me pueden decir cuándo llega mi pedido? Todavía no lo recibí y lo necesito para mañana.";

    private static readonly byte[] Secret = Encoding.UTF8.GetBytes(SimulatorDefaults.AppSecret);

    /// <summary>A page-scoped id as long as Meta's.</summary>
    public static string Psid(int customer) => string.Create(CultureInfo.InvariantCulture, $"7{customer:000000000000000}");

    /// <summary>Unique per series and number, as long as the ids Meta gives.</summary>
    public static string Mid(string series, int number) => string.Create(CultureInfo.InvariantCulture, $"m_{series}-{number:00000000}-Qm9uZGFkQ29uTWVuc2FqZXNEZUNsaWVudGVzMDE");

    /// <param name="sent">Timestamp of the intended sending; 0 = not told.</param>
    public static byte[] Of(string series, int number, int customer, long sent = 0)
    {
        var body = Body(series, number, customer, sent);
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $"POST /webhooks/messenger HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nX-Hub-Signature-256: {WebhookSignature.Sign(body, Secret)}\r\nContent-Length: {body.Length}\r\n\r\n");
        return [.. Encoding.ASCII.GetBytes(head), .. body];
    }

    public static byte[] Body(string series, int number, int customer, long sent)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        const string page = SimulatorDefaults.TiendaPageId;
        return Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $$$"""{"object":"page","entry":[{"id":"{{{page}}}","time":{{{now}}},"messaging":[{"sender":{"id":"{{{Psid(customer)}}}"},"recipient":{"id":"{{{page}}}"},"timestamp":{{{now}}},"message":{"mid":"{{{Mid(series, number)}}}","text":"{{{SentMark}}}{{{sent}}} {{{Words}}}"}}]}]}"""));
    }

    /// <summary>Made before the run: the load shares its cores with what it measures.</summary>
    public static byte[][] Series(string series, int count) => [.. Enumerable.Range(0, count).Select(n => Of(series, n, n % Customers))];
}
