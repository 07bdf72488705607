using System.Security.Cryptography;
using System.Text;
using Messenger.Meta;

namespace Messenger.Tests.Shared.Fuzz;

/// <summary>
/// Any number of inputs for the webhook, the same for the same seed: about nine in ten are bodies of Meta's kinds, broken and then
/// signed well; the rest is signed badly or not at all, is noise, or comes with odd headers.
/// </summary>
/// <param name="page">The Page that the product knows.</param>
/// <param name="customers">No input makes up a customer of that Page who is not among these, so that the product's state stays bounded.</param>
public sealed class FuzzInputs(int seed, string page, IReadOnlyList<string> customers, byte[] secret, string appId)
{
    private const int LargestBody = 1024 * 1024;
    private const string Signature = "X-Hub-Signature-256: ";
    private const string Json = "Content-Type: application/json";

    private static readonly string[] OddHeaders =
    [
        "Content-Type: text/plain", "Content-Type: application/json; charset=utf-7", "Content-Type: application/json; charset=nonsense", "Content-Type: ;;;,",
        "Content-Type: multipart/form-data; boundary=x", "Content-Type: application/x-www-form-urlencoded", "Content-Type: \u00e4\u00f6\u00ff", "Content-Encoding: gzip",
        "Expect: 100-continue", "X-Forwarded-For: 999.999.999.999", "Cookie: a=\u0001; .AspNetCore.Identity=broken", "Authorization: Bearer x", "Accept: \"", "Range: bytes=5-1",
        "Origin: http://elsewhere.example", "If-None-Match: *", "X-Hub-Signature: sha1=0", "Content-Language: \u00ff", "traceparent: 00-0-0-0", "Upgrade: websocket",
    ];

    private readonly HashSet<string> _customers = [.. customers];

    public FuzzInput Of(int number)
    {
        // A generator of its own for each, so that the order in which they are made does not matter.
        var random = new Random(HashOf(seed, number));
        return random.Next(1_000) switch
        {
            < 60 => Valid(number, random),
            < 900 => Broken(number, random),
            < 940 => Forged(number, random),
            < 970 => Noise(number, random),
            < 999 => OddlyHeaded(number, random),
            _ => Large(number, random),
        };
    }

    private FuzzInput Valid(int number, Random random)
    {
        var (kind, body) = Seed(number, random);
        return new FuzzInput(number, kind, Signed(body, random), 200);
    }

    private FuzzInput Broken(int number, Random random)
    {
        var (kind, body) = Seed(number, random);
        var broken = FuzzMutations.Some(body, random);
        return new FuzzInput(number, kind, Signed(MakesUpNobody(broken) ? broken : body, random));
    }

    private FuzzInput Forged(int number, Random random)
    {
        var (kind, body) = Seed(number, random);
        var good = WebhookSignature.Sign(body, secret);
        string[] headers = random.Next(9) switch
        {
            0 => [Json],
            1 => [Json, Signature],
            2 => [Json, Signature + good[..^1]],
            3 => [Json, Signature + good + "0"],
            4 => [Json, Signature + "sha256=" + new string('0', 64)],
            5 => [Json, Signature + "sha1=" + good[7..]],
            6 => [Json, Signature + WebhookSignature.Sign(body, "of somebody else"u8)],
            7 => [Json, Signature + good, Signature + good],
            _ => [Json, "X-Hub-Signature: sha1=" + Sha1(body)],
        };
        return new FuzzInput(number, kind + ", forged", new FuzzRequest(body, headers), 401);
    }

    private FuzzInput Noise(int number, Random random)
    {
        var body = new byte[random.Next(3) == 0 ? random.Next(20_000) : random.Next(200)];
        random.NextBytes(body);
        return random.Next(2) == 0
            ? new FuzzInput(number, "noise", Signed(body, random), 400)
            : new FuzzInput(number, "noise, forged", new FuzzRequest(body, [Json, Signature + "sha256=" + Convert.ToHexStringLower(body.AsSpan(0, Math.Min(32, body.Length)))]), 401);
    }

    private FuzzInput OddlyHeaded(int number, Random random)
    {
        var (kind, body) = Seed(number, random);
        var signature = Signature + WebhookSignature.Sign(body, secret);
        string odd = random.Next(30) switch { 0 => "X-Long: " + new string('x', 9_000), 1 => "X-Longer: " + new string('x', 40_000), _ => OddHeaders[random.Next(OddHeaders.Length)] };
        var headers = random.Next(2) == 0 ? new[] { signature, odd } : [odd, signature.ToUpperInvariant(), signature];
        return random.Next(8) switch
        {
            0 => new FuzzInput(number, kind + ", other method", new FuzzRequest(body, headers, new[] { "GET", "PUT", "DELETE", "PATCH", "OPTIONS", "BREW" }[random.Next(6)])),
            1 => new FuzzInput(number, "handshake", new FuzzRequest([], [odd], "GET", Query(random))),
            _ => new FuzzInput(number, kind + ", odd header", new FuzzRequest(body, headers, Query: random.Next(3) == 0 ? Query(random) : "")),
        };
    }

    /// <summary>At and around the limit of 1 MiB. What of it is stored is the same each time, or the state would grow by a mebibyte with each.</summary>
    private FuzzInput Large(int number, Random random)
    {
        var psid = customers[0];
        switch (random.Next(7))
        {
            case 0:
                var text = Encoding.ASCII.GetString(FuzzSeeds.Of(0, page, psid, -1, 1767225600123).Body);
                return new FuzzInput(number, "one large text", Signed(Fill(text, "\"text\":\"", LargestBody), random), 200);
            case 1:
                return new FuzzInput(number, "many messages", Signed(FuzzSeeds.Large(page, psid, 200_000), random), 200);
            case 2:
                return new FuzzInput(number, "much white space", Signed([.. Encoding.ASCII.GetBytes("""{"object":"page","entry":["""), .. Enumerable.Repeat((byte)' ', LargestBody - 28), .. "]}"u8], random), 200);
            case 3:
                return new FuzzInput(number, "one byte too many", Signed(Enumerable.Repeat((byte)' ', LargestBody + 1).ToArray(), random), 413);
            case 4:
                return new FuzzInput(number, "far too many", new FuzzRequest(new byte[3 * LargestBody], [Json, Signature + "sha256=" + new string('0', 64)], Chunked: random.Next(2) == 0), 413);
            case 5:
                return new FuzzInput(number, "many keys", Signed(Encoding.ASCII.GetBytes($$"""{"object":"page",{{string.Join(',', Enumerable.Range(0, 80_000).Select(n => $"\"k{n}\":1"))}}}"""), random), 200);
            default:
                return new FuzzInput(number, "depth bomb", Signed(Enumerable.Repeat((byte)'[', LargestBody).ToArray(), random), 400);
        }
    }

    private (string Kind, byte[] Body) Seed(int number, Random random) => FuzzSeeds.Of(
        random.Next(FuzzSeeds.Count), random.Next(12) == 0 ? "88" + page : page, customers[random.Next(customers.Count)], number, 1_767_225_600_000 + (number * 10L));

    private FuzzRequest Signed(byte[] body, Random random) =>
        new(body, [Json, Signature + WebhookSignature.Sign(body, secret)], Chunked: random.Next(20) == 0);

    private bool MakesUpNobody(byte[] body) =>
        WebhookReader.Read(body, appId) is not WebhookReading.Page read || read.Items.All(item => item.PageId != page || _customers.Contains(item.Psid));

    private string Query(Random random) => random.Next(6) switch
    {
        0 => "?hub.mode=subscribe&hub.verify_token=wrong&hub.challenge=1",
        1 => "?hub.mode=subscribe&hub.challenge=" + new string('9', 4_000),
        2 => "?hub.mode[]=x&hub.verify_token=%00%ff&hub.challenge=%zz",
        3 => "?" + new string('&', 3_000),
        4 => "?%",
        _ => "?access_token=x&lang=%C3%28",
    };

    private static byte[] Fill(string text, string before, int length)
    {
        var at = text.IndexOf(before, StringComparison.Ordinal) + before.Length;
        return Encoding.ASCII.GetBytes(text.Insert(at, new string('x', length - text.Length)));
    }

    private static string Sha1(byte[] body)
    {
#pragma warning disable CA5350 // It is the header under test.
        return Convert.ToHexStringLower(HMACSHA1.HashData("x"u8, body));
#pragma warning restore CA5350
    }

    /// <summary>Neighbouring numbers must not have similar generators.</summary>
    private static int HashOf(int seed, int number)
    {
        var x = ((ulong)(uint)seed << 32) | (uint)number;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return (int)(x ^ (x >> 31));
    }
}
