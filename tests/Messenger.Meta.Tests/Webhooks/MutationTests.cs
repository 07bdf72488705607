using System.Globalization;
using System.Text;
using System.Text.Json;
using Messenger.Domain.Conversations;

namespace Messenger.Meta.Tests.Webhooks;

/// <summary>Valid bodies, broken at random: the reader answers for all of them, and what it lets in keeps the wall's promises.</summary>
public sealed class MutationTests(ITestOutputHelper output)
{
    private const int Rounds = 60_000;

    private static readonly string[] Fragments =
    [
        "\\ud800", "\\udc00", "\\u0000", "null", "{}", "[]", "\"\"", "true", "-1", "1e999", "99999999999999999999", "\"id\":", "\"mid\":", "\"sender\":",
        "\"message\":", "\"entry\":", "\"is_echo\":true,", "\"attachments\":[", "\"timestamp\":", "{", "}", "[", "]", ",", ":", "\"", "\\", "é", "😀", "\0",
    ];

    private static readonly byte[][] Seeds =
    [
        .. new[]
        {
            Payloads.Body(Payloads.Message("""{"mid":"m_A1","text":"caf\u00e9 \ud83d\ude00 \/","quick_reply":{"payload":"P"},"reply_to":{"mid":"m_0"}}""")),
            Payloads.Body(Payloads.Message("""{"mid":"m_A2","attachments":[{"type":"location","title":"T","payload":{"coordinates":{"lat":1.5,"long":2}}},{"type":"fallback","payload":{"url":"https:\/\/e.x\/"}}]}""")),
            Payloads.Body(Payloads.Echo("""{"mid":"m_B1","is_echo":true,"app_id":900000000000001,"metadata":"id-1","text":"t"}""")),
            Payloads.Body($$"""{ {{Payloads.Sides}},"postback":{"title":"T","payload":"P"} }""", $$"""{ {{Payloads.Sides}},"read":{"watermark":1767225600300} }"""),
            Payloads.Body(Kind("\"reaction\":{\"mid\":\"m_B1\",\"action\":\"react\",\"reaction\":\"love\",\"emoji\":\"\\u2764\\ufe0f\"}"), Kind("\"message_edit\":{\"mid\":\"m_A1\",\"text\":\"hello!\",\"num_edit\":1}")),
            Payloads.Body(Kind("\"referral\":{\"ref\":\"x\",\"source\":\"ADS\",\"ads_context_data\":{\"ad_title\":\"t\",\"photo_url\":\"https://e.x/\"}}"), Kind("\"optin\":{\"type\":\"notification_messages\",\"payload\":\"p\",\"title\":\"T\"}")),
            Payloads.Body(Kind("\"pass_thread_control\":{\"previous_owner_app_id\":\"1\",\"new_owner_app_id\":2,\"metadata\":\"m\"}"), Kind("\"account_linking\":{\"status\":\"linked\"}"), Kind("\"app_roles\":{\"1\":[\"r\"]}")),
            Payloads.Entry($$"""  "standby":[{ {{Payloads.Sides}},"delivery":{"watermark":1767225600300,"mids":["m"]} }],"changes":[{"field":"feed","value":{"a":[1,2]} }]  """),
        }.Select(Encoding.UTF8.GetBytes),
    ];

    private static string Kind(string kind) => $$"""{ {{Payloads.Sides}},{{kind}} }""";

    [Fact]
    public void No_mutation_ever_throws_or_gets_through_malformed()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("MUTATION_SEED"), CultureInfo.InvariantCulture, out var given)
            ? given
            : Random.Shared.Next();
        output.WriteLine($"MUTATION_SEED={seed}");
        var random = new Random(seed);
        var pages = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var body = Mutate(Seeds[random.Next(Seeds.Length)], random);
            try
            {
                if (WebhookReader.Read(body, Payloads.OurApp) is WebhookReading.Page page)
                {
                    pages++;
                    Check(page);
                }
            }
            catch (Exception failure)
            {
                Assert.Fail($"MUTATION_SEED={seed} round {round}: {Convert.ToBase64String(body)}\n{failure}");
            }
        }

        Assert.InRange(pages, Rounds / 20, Rounds);
    }

    private static byte[] Mutate(byte[] seed, Random random)
    {
        var body = new List<byte>(seed);
        for (var times = random.Next(1, 5); times > 0; times--)
        {
            var at = random.Next(body.Count);
            var length = Math.Min(random.Next(1, 12), body.Count - at);
            switch (random.Next(7))
            {
                case 0:
                    body[at] = (byte)random.Next(256);
                    break;
                case 1:
                    body[at] = (byte)random.Next(0x20, 0x7F);
                    break;
                case 2:
                    body.InsertRange(at, Encoding.UTF8.GetBytes(Fragments[random.Next(Fragments.Length)]));
                    break;
                case 3 when body.Count > length + 1:
                    body.RemoveRange(at, length);
                    break;
                case 4:
                    body.InsertRange(at, body.GetRange(at, length));
                    break;
                default:
                    ReplaceValue(body, random);
                    break;
            }
        }

        return [.. body];
    }

    /// <summary>Keeps the JSON valid more often than blind bytes do: the value after some colon becomes another one.</summary>
    private static void ReplaceValue(List<byte> body, Random random)
    {
        var colons = Enumerable.Range(0, body.Count).Where(index => body[index] == ':').ToList();
        if (colons.Count == 0)
        {
            return;
        }

        var from = colons[random.Next(colons.Count)] + 1;
        var to = body.FindIndex(from, value => value is (byte)',' or (byte)'}' or (byte)']');
        if (to > from)
        {
            string[] values = ["null", "7", "\"\"", "\"\\ud800\"", "\"\\u0000x\"", "[]", "{}", "true", "\"1767225599\"", "-1e300", "[{}]", "{\"id\":\"12\"}"];
            body.RemoveRange(from, to - from);
            body.InsertRange(from, Encoding.UTF8.GetBytes(values[random.Next(values.Length)]));
        }
    }

    private static void Check(WebhookReading.Page page)
    {
        foreach (var item in page.Items)
        {
            Assert.True(MetaId.IsId(item.PageId) && MetaId.IsId(item.Psid) && item.Psid != item.PageId);
            using (JsonDocument.Parse(item.Raw))
            {
                foreach (var text in TextsOf(item.Event))
                {
                    Assert.Equal(text, JsonText.WellFormed(text.ToCharArray()));
                }
            }
        }

        Assert.All(page.Aside, aside => Assert.InRange(aside.Reason.Length, 1, 100));
    }

    private static IEnumerable<string> TextsOf(Inbound inbound)
    {
        string?[] texts = inbound switch
        {
            Inbound.CustomerMessage message => [message.Mid, message.Text, message.ReplyToMid, message.Payload, .. message.Attachments.SelectMany(TextsOf), .. TextsOf(message.Referral), .. message.Commands],
            Inbound.Standby standby => [.. TextsOf(standby.Event)],
            Inbound.Postback postback => [postback.Mid, postback.Title, postback.Payload, .. TextsOf(postback.Referral)],
            Inbound.Reaction reaction => [reaction.Mid, reaction.Word, reaction.Emoji],
            Inbound.Edited edited => [edited.Mid, edited.Text],
            Inbound.Unsent unsent => [unsent.Mid],
            Inbound.Referred referred => [.. TextsOf(referred.From)],
            Inbound.OptedIn optIn => [optIn.Type, optIn.Ref, optIn.Title, optIn.Status],
            Inbound.ThreadControl control => [control.FromAppId, control.ToAppId, control.Metadata],
            Inbound.Other other => [other.Kind],
            Inbound.Echo echo => [echo.Mid, echo.Text, echo.AppId, echo.Metadata, .. echo.Attachments.SelectMany(TextsOf)],
            _ => [],
        };
        return texts.OfType<string>();
    }

    private static IEnumerable<string?> TextsOf(Attachment attachment) => [attachment.Type, attachment.Url, attachment.Title];

    private static IEnumerable<string?> TextsOf(Referral? from) =>
        from is null ? [] : [from.Source, from.Type, from.Ref, from.AdId, from.AdTitle, from.AdPicture, from.PostId, from.ProductId];
}
