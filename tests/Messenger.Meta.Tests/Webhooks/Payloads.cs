using System.Text;
using Messenger.Domain.Conversations;

namespace Messenger.Meta.Tests.Webhooks;

/// <summary>Webhook bodies, and the way to read one item.</summary>
internal static class Payloads
{
    public const string PageId = "100000000000001";
    public const string Psid = "7000000000000001";
    public const string OurApp = "900000000000001";
    public const long Timestamp = 1767225599876;

    public static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeMilliseconds(Timestamp);
    public static readonly DateTimeOffset EntryAt = DateTimeOffset.FromUnixTimeMilliseconds(1767225600123);

    public const string Sides = """ "sender":{"id":"7000000000000001"},"recipient":{"id":"100000000000001"},"timestamp":1767225599876 """;
    public const string EchoSides = """ "sender":{"id":"100000000000001"},"recipient":{"id":"7000000000000001"},"timestamp":1767225599876 """;

    public static string Message(string message) => $$"""{ {{Sides}},"message":{{message}}}""";

    public static string Echo(string message) => $$"""{ {{EchoSides}},"message":{{message}}}""";

    public static string Body(params string[] items) => Entry($"\"messaging\":[{string.Join(',', items)}]");

    public static string Entry(string lists) => $$"""{"object":"page","entry":[{"id":"{{PageId}}","time":1767225600123,{{lists}}}]}""";

    public static WebhookReading Read(string body) => WebhookReader.Read(Encoding.UTF8.GetBytes(body), OurApp);

    public static WebhookReading.Page ReadPage(string body) => Assert.IsType<WebhookReading.Page>(Read(body));

    /// <summary>The only item of a body with that one item, and nothing aside.</summary>
    public static WebhookItem One(string item)
    {
        var page = ReadPage(Body(item));
        Assert.Empty(page.Aside);
        return Assert.Single(page.Items);
    }

    public static T Event<T>(string item)
        where T : Inbound => Assert.IsType<T>(One(item).Event);

    public static AsideItem Aside(string item)
    {
        var page = ReadPage(Body(item));
        Assert.Empty(page.Items);
        return Assert.Single(page.Aside);
    }
}
