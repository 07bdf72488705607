using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Messenger.Domain.Hubs;
using Messenger.Front.Tests.Activations;
using Messenger.Front.Tests.Logs;
using Messenger.Front.Tests.Product;
using Messenger.Meta;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Messenger.Front.Tests.Security;

/// <summary>Everything that a run wrote - files, log lines, answers, pushes - is searched for every key that the run held.</summary>
public sealed class SecretsTests
{
    private const string CustomerName = "Controlxqz";

    [Fact]
    public async Task No_token_no_secret_and_no_code_stands_anywhere_that_a_whole_run_wrote()
    {
        var directory = Directory.CreateTempSubdirectory("messenger-secrets-").FullName;
        using var log = new CapturedLog();
        using var heard = new Heard();
        var pushed = new List<string>();
        Keys keys;
        await using (var product = await RunningProduct.Start(directory, builder => Talkative(builder, log)))
        {
            using var admin = new HttpClient(heard, disposeHandler: false) { BaseAddress = product.Product.BaseAddress };
            admin.DefaultRequestHeaders.Authorization = new("Bearer", await product.Token("admin"));
            var (codes, states) = await Story(product, new Facebook(product, admin), pushed);
            await EveryQuestion(product, admin);
            keys = await Keys.Of(product, codes, states);
        }

        Assert.True(keys.OfMeta.Count > 10, $"Only {keys.OfMeta.Count} keys are known.");
        Nowhere(keys.OfMeta, heard.Answers, "an answer");
        Nowhere(keys.OfMeta, pushed, "a push");
        string[] all = [.. keys.OfMeta, .. keys.OfProduct];
        Nowhere(all, log.Lines.Where(line => !line.StartsWith("Messenger.Simulator", StringComparison.Ordinal)), "a log line");
        var files = OnDisk(directory);
        Nowhere(all, files, "a file");

        // What may be there is found there, so the search sees.
        Assert.Contains(files, file => file.Contains(CustomerName, StringComparison.Ordinal));
        Assert.Contains(heard.Answers, answer => answer.Contains(CustomerName, StringComparison.Ordinal));
        Assert.Contains(pushed, push => push.Contains(CustomerName, StringComparison.Ordinal));
        Assert.Contains(log.Lines, line => line.Contains("/api/activations/return", StringComparison.Ordinal));
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(directory, recursive: true);
    }

    private static void Talkative(WebApplicationBuilder builder, CapturedLog log)
    {
        foreach (var category in new[] { "Default", "Microsoft", "Microsoft.AspNetCore", "Orleans", "System", "Messenger" })
        {
            builder.Configuration[$"Logging:LogLevel:{category}"] = "Debug";
            builder.Configuration[$"Logging:Captured:LogLevel:{category}"] = category is "Orleans" ? "Debug" : "Trace";
        }

        builder.Logging.ClearProviders();
        builder.Logging.AddProvider(log);
    }

    /// <summary>A campaign is connected, serves, loses its token, is connected anew; a login is declined, one is replayed, somebody takes the app away.</summary>
    private static async Task<(List<string> Codes, List<string> States)> Story(RunningProduct product, Facebook facebook, List<string> pushed)
    {
        List<string> codes = [], states = [];
        var name = "Secreta " + Guid.NewGuid().ToString("N");
        var page = await facebook.Page(name);
        var campaign = await facebook.Campaign(name, name);
        await using var supervisor = await product.Connect("admin", "supervisor");
        async Task Connects(string phase, string[]? declined = null)
        {
            var started = await facebook.Start(campaign, askAgain: declined is null);
            await supervisor.Subscribe("activation:" + started.Id);
            var back = await facebook.Login(started, [page], declined);
            codes.Add(back.Code!);
            states.Add(back.State!);
            await facebook.Return(back);
            Assert.Equal(phase, (await facebook.Settled(started.Id)).Phase);
            using var replayed = await facebook.Admin.PostAsJsonAsync("/api/activations/return", back);
            Assert.Equal(HttpStatusCode.Conflict, replayed.StatusCode);
        }

        await Connects("over", ["pages_messaging"]);
        await Connects("done");
        await using var ana = await product.Connect("ana");
        await ana.Desk();
        var psid = await product.Simulator.Customer(CustomerName, page: page);
        await product.Simulator.Writes(psid, "Hola", page);
        var id = (await ana.Saw<InteractionAdded>("interaction.added", a => a.Interaction.CampaignId == campaign)).Interaction.Id;
        Assert.True((await ana.Do("SendText", id, "c1", "Buenas")).Ok);
        await ana.Saw<MessageChange>("message.changed", m => m.State is "sent" or "delivered");
        await facebook.Kills(463, page);
        Assert.True((await ana.Do("SendText", id, "c2", "¿Sigue ahí?")).Ok);
        await facebook.Row(campaign, r => r.Token == "invalid", "the token is dead");
        await Connects("done");
        await Eventually.Is(() => product.Simulator.Phone(psid), phone => phone.Count == 3, "the kept message is on the phone");
        await Eventually.Is(ana.Desk, desk => desk.Interactions.Any(i => i.CustomerName == CustomerName), "the customer's name is known");
        pushed.AddRange(ana.Events.Concat(supervisor.Events).Select(e => JsonSerializer.Serialize(e, HubClient.Json)));
        pushed.Add(JsonSerializer.Serialize(await ana.Desk(), HubClient.Json));
        return (codes, states);
    }

    /// <summary>All that can be asked without naming one of many, and what belongs to the campaign's Page.</summary>
    private static async Task EveryQuestion(RunningProduct product, HttpClient admin)
    {
        var paths = product.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") == true)
            .Select(e => "/" + e.RoutePattern.RawText!.TrimStart('/')).Where(path => path.StartsWith("/api/", StringComparison.Ordinal)).ToList();
        var campaigns = (await admin.GetFromJsonAsync<Messenger.Domain.Http.CampaignList>("/api/campaigns"))!.Items;
        foreach (var path in paths.SelectMany(path => path.Contains("{campaignId}", StringComparison.Ordinal) ? campaigns.Select(c => path.Replace("{campaignId}", c.Id, StringComparison.Ordinal)) : [path]))
        {
            if (!path.Contains('{', StringComparison.Ordinal))
            {
                using var reply = await admin.GetAsync(new Uri(path, UriKind.Relative));
                Assert.NotEqual(HttpStatusCode.InternalServerError, reply.StatusCode);
            }
        }

        foreach (var path in new[] { "/api/meta-app/check", "/api/meta-app/address-test" })
        {
            using var reply = await admin.PostAsync(new Uri(path, UriKind.Relative), null);
            Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        }
    }

    /// <summary>Facebook's own database apart: it holds what it handed out.</summary>
    private static List<string> OnDisk(string directory) =>
        [.. Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories).Where(f => !Path.GetFileName(f).StartsWith("simulator", StringComparison.Ordinal)).Select(Read)];

    private static string Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(file, Encoding.Latin1);
        return reader.ReadToEnd();
    }

    private static void Nowhere(IReadOnlyCollection<string> keys, IEnumerable<string> texts, string where)
    {
        var found = texts.SelectMany(text => keys.Where(key => text.Contains(key, StringComparison.Ordinal)).Select(key => $"{key[..6]}... of {key.Length} in {where}: {Around(text, key)}"));
        Assert.Empty(found.Take(5));
    }

    private static string Around(string text, string key)
    {
        var at = text.IndexOf(key, StringComparison.Ordinal);
        return text[Math.Max(0, at - 150)..at];
    }

    /// <summary>What must not be found.</summary>
    /// <param name="OfMeta">Secret, verify token, every token that Facebook handed out, the proofs made of them, and the codes of the logins.</param>
    /// <param name="OfProduct">What its own users hold: their answers carry these.</param>
    private sealed record Keys(IReadOnlyList<string> OfMeta, IReadOnlyList<string> OfProduct)
    {
        public static async Task<Keys> Of(RunningProduct product, IEnumerable<string> codes, IEnumerable<string> states)
        {
            var meta = product.Services.GetRequiredService<MetaOptions>();
            using var control = new HttpClient();
            var tokens = (await control.GetFromJsonAsync<JsonElement>(new Uri(product.Simulator.Address, "/control/tokens"))).EnumerateArray().Select(t => t.GetProperty("value").GetString()!).ToList();
            var proofs = tokens.Select(token => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(meta.AppSecret), Encoding.UTF8.GetBytes(token))));
            var signedIn = await product.SignIn("sofia");
            return new Keys(
                [meta.AppSecret, meta.VerifyToken, .. tokens, .. proofs, .. codes],
                [.. states, await product.Token("admin"), await product.Token("ana"), signedIn.AccessToken, signedIn.RefreshToken]);
        }
    }
}
