using System.Net;
using System.Net.Http.Json;
using System.Text;
using Messenger.Domain.Http;
using Messenger.Domain.Hubs;
using Messenger.Front.Tests.Callbacks;
using Messenger.Front.Tests.People;
using Messenger.Front.Tests.Product;
using Messenger.Meta;
using Messenger.Simulator;
using Messenger.Storage.Security;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Messenger.Front.Tests.Logs;

/// <summary>A log is read by people who must not read customers' words or hold anybody's keys, whatever level they set.</summary>
public sealed class SilenceTests
{
    private const string FromCustomer = "CUSTOMERSAYSXQZ";
    private const string FromAgent = "AGENTSAYSXQZ";
    private const string CustomerName = "Namexqz Surnamexqz";
    private const string NoteText = "NOTESAYSXQZ";
    private const string Password = "Passwordxqz1";
    private const string WrongPassword = "Wrongxqz1";
    private const string OwnPassword = "Ownchoicexqz1";
    private const string WhoSignedInWithMeta = "918273645546372819";

    [Fact]
    public async Task Neither_words_nor_names_nor_keys_are_in_any_line_and_the_interaction_is()
    {
        using var log = new CapturedLog();
        await using var product = await RunningProduct.Start(configure: builder =>
        {
            foreach (var (category, level) in new[] { ("Default", "Debug"), ("Microsoft", "Debug"), ("Orleans", "Debug"), ("System", "Debug"), ("System.Net.Http", "Debug"), ("Messenger", "Trace") })
            {
                builder.Configuration[$"Logging:LogLevel:{category}"] = level;
                builder.Configuration[$"Logging:Captured:LogLevel:{category}"] = level;
            }

            // Somebody insists.
            builder.Configuration["Logging:LogLevel:Messenger.Front.Webhooks"] = "Trace";
            builder.Configuration["Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics"] = "Trace";
            builder.Configuration["Logging:LogLevel:Microsoft.AspNetCore.SignalR.Internal.DefaultHubDispatcher"] = "Trace";
            builder.Logging.ClearProviders();
            builder.Logging.AddProvider(log);
        });
        var token = await product.Token("ana");
        await using var ana = await product.Connect("ana", token: token, configure: o =>
        {
            // A browser cannot set headers on a WebSocket: its token stands in the query.
            o.Transports = HttpTransportType.WebSockets;
            o.SkipNegotiation = true;
            o.AccessTokenProvider = null;
            o.Url = new Uri(product.Product.BaseAddress!, "/hubs/agent?access_token=" + Uri.EscapeDataString(token));
        });
        await ana.Desk();

        var (id, issued) = await Story(product, ana);

        string[] secrets = [.. await Secrets(product, token), issued];
        var lines = log.Lines;
        Assert.Empty(lines.Where(line => secrets.Any(secret => line.Contains(secret, StringComparison.OrdinalIgnoreCase))).Take(20));
        Assert.True(lines.Count > 500, $"Only {lines.Count} lines were captured.");
        Assert.Contains(lines, line => line.Contains("Microsoft.AspNetCore", StringComparison.Ordinal) && line.Contains(" Debug: ", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("Orleans", StringComparison.Ordinal) && line.Contains(" Debug: ", StringComparison.Ordinal));

        // A decision, a refusal and a failed send can be found by the interaction.
        Assert.Contains(lines, line => line.Contains("InteractionOpened", StringComparison.Ordinal) && line.Contains(id, StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("was refused (not-yours)", StringComparison.Ordinal) && line.Contains(id, StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("was not accepted by Meta", StringComparison.Ordinal) && line.Contains(id, StringComparison.Ordinal));
    }

    private static async Task<(string Interaction, string IssuedPassword)> Story(RunningProduct product, HubClient ana)
    {
        var psid = await product.Simulator.Customer(CustomerName);
        await product.Simulator.Writes(psid, FromCustomer);
        var id = (await ana.Saw<InteractionAdded>("interaction.added", _ => true)).Interaction.Id;
        await Eventually.Is(ana.Desk, desk => desk.Interactions.Any(i => i.CustomerName == CustomerName), "the customer's name is known");
        Assert.True((await ana.Do("MarkSeen", id)).Ok);
        Assert.True((await ana.Do("Typing", id)).Ok);
        Assert.True((await ana.Do("SendText", id, "c1", FromAgent)).Ok);
        await Eventually.Is(() => product.Simulator.Phone(psid), phone => phone.Count == 2, "the reply is on the phone");
        await product.Simulator.Reads(psid);
        await ana.Saw<MessageChange>("message.changed", m => m.State == "read");

        // Meta refuses one, a forged delivery comes, an odd one is kept aside, somebody types his password wrong.
        await product.Simulator.Refuses();
        Assert.True((await ana.Do("SendText", id, "c2", FromAgent + " again")).Ok);
        await ana.Saw<MessageChange>("message.changed", m => m.State == "failed");
        var webhook = new SignedWebhook(product, "999");
        var body = Encoding.UTF8.GetBytes(webhook.Body(webhook.Message("1", FromCustomer)));
        Assert.Equal(HttpStatusCode.Unauthorized, await webhook.Deliver(body, "sha256=" + new string('0', 64)));
        Assert.Equal(HttpStatusCode.OK, await webhook.Deliver(body));
        var meta = product.Services.GetRequiredService<MetaOptions>();
        Assert.Equal("77", await product.Product.GetStringAsync($"{SignedWebhook.Path}?hub.mode=subscribe&hub.challenge=77&hub.verify_token={meta.VerifyToken}"));
        Assert.True((await ana.Do("Close", id, "resuelto", NoteText, "k1")).Ok);
        await ana.Saw<InteractionRemoved>("interaction.removed", r => r.InteractionId == id);
        Assert.Equal("not-yours", (await ana.Do("SendText", id, "c3", FromAgent)).Code);
        await product.Recordings("limit=5");
        await Callbacks(product);
        return (id, await NewPerson(product));
    }

    private static async Task Callbacks(RunningProduct product)
    {
        foreach (var callback in new[] { "deauthorize", "deletion", "deletion" }.Select(kind => new SignedCallback(product, kind)))
        {
            using var reply = await callback.Post(callback.About(WhoSignedInWithMeta));
            Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        }
    }

    /// <returns>The one-time password somebody got.</returns>
    private static async Task<string> NewPerson(RunningProduct product)
    {
        await using var scope = product.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<User>>();
        Assert.True((await users.CreateAsync(new User { Id = "p", UserName = "pia", DisplayName = CustomerName }, Password)).Succeeded);
        foreach (var (password, status) in new[] { (Password, HttpStatusCode.OK), (WrongPassword, HttpStatusCode.Unauthorized) })
        {
            using var reply = await product.Product.PostAsJsonAsync("/api/auth/login?useCookies=false", new LoginRequest("pia", password));
            Assert.Equal(status, reply.StatusCode);
        }

        var issued = (await product.NewPassword("pia")).Password;
        using var chosen = await product.ChoosePassword("pia", issued, OwnPassword);
        Assert.Equal(HttpStatusCode.NoContent, chosen.StatusCode);
        return issued;
    }

    private static async Task<string[]> Secrets(RunningProduct product, string token)
    {
        var meta = product.Services.GetRequiredService<MetaOptions>();
        return
        [
            FromCustomer, FromAgent, NoteText, Password, WrongPassword, OwnPassword, WhoSignedInWithMeta, .. CustomerName.Split(' '),
            meta.AppSecret, meta.VerifyToken, SimulatorDefaults.TiendaPageToken, token, await product.Token("sofia"),
        ];
    }
}
