using System.Net;
using System.Text.Json.Nodes;
using Messenger.Contracts;
using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Hubs;
using Messenger.Domain.Shared;
using Messenger.Front.Tests.Product;
using Messenger.Host.Commands;
using Messenger.Storage;
using Messenger.Storage.Journal;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Messenger.Front.Tests.Replay;

/// <summary><c>-- replay</c>: what silos decided, decided again by a process that runs none.</summary>
[Collection(ProductCollection.Name)]
public sealed class ReplayCommandTests(SharedProduct shared) : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("messenger-command-").FullName;
    private readonly RunningProduct _product = shared.Running;

    private string Data => $"--Messenger:DataDirectory={_folder}";

    [Fact]
    public async Task What_a_running_product_decides_is_decided_again()
    {
        var work = await Workplace.Open(_product);
        var ana = await work.Agent("ana");
        await using var agent = await _product.Connect(ana);
        var desk = await agent.Desk();
        Assert.Equal(HttpStatusCode.OK, await work.Webhook.Write(work.Customer(), "Hola"));
        var added = await agent.Saw<InteractionAdded>("interaction.added", _ => true);
        Assert.True((await agent.Do("SendText", added.Interaction.Id, "first", "Buenas, ¿en qué puedo ayudarle?")).Ok);

        foreach (var stream in new[] { Names.CampaignStream(work.CampaignId), Names.AgentStream(desk.Agent.Id), added.Interaction.Stream, "configuration/" + IConfigurationGrain.Key })
        {
            var (code, output, error) = await Do("replay", "--stream", stream, $"--Messenger:DataDirectory={_product.Directory}");
            Assert.True((code, error) == (ExitCode.Clean, ""), output + error);
            Assert.EndsWith(" facts: equal", Assert.Single(Lines(output)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_difference_ends_with_what_stands_there_and_what_should()
    {
        await Journal();
        var (code, output, _) = await Do("replay", "--all", Data);
        Assert.Equal(ExitCode.Found, code);
        var lines = Lines(output);
        Assert.Equal("1 streams, 1 commits, 1 facts: 1 differences", lines[0]);
        Assert.Equal("  agent/a1 row 1, fact 0, 2026-03-04T12:00:00.0000000+00:00: Reserved", lines[1]);
        Assert.StartsWith("    journal: {\"is\":\"reserved/1\"", lines[2], StringComparison.Ordinal);

        (code, output, _) = await Do("replay", "--stream=agent/a1", "--json", Data);
        Assert.Equal((ExitCode.Found, "Reserved"), (code, (string?)JsonNode.Parse(output)!["differing"]![0]!["differences"]![0]!["fact"]));
    }

    [Theory]
    [InlineData("replay needs either --stream or --all.", "replay")]
    [InlineData("replay needs either --stream or --all.", "replay", "--all", "--stream", "agent/a1")]
    [InlineData("--stream needs a value.", "replay", "--stream")]
    public async Task What_cannot_be_understood_is_said_with_the_usage(string said, params string[] args)
    {
        var (code, output, error) = await Do(args);
        Assert.Equal((ExitCode.Unusable, "", said), (code, output, Lines(error)[0]));
        Assert.Contains(Lines(error), l => l.StartsWith("  replay --stream campaign/NAME | --all [--json]", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_stream_that_does_not_exist_is_said_so()
    {
        await Journal();
        var (code, _, error) = await Do("replay", "--stream", "agent/a2", Data);
        Assert.Equal((ExitCode.Unusable, "There is no stream agent/a2."), (code, Lines(error)[0]));
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<(int Code, string Output, string Error)> Do(params string[] args)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = await HostCommands.Run(args, output, error);
        return (code, output.ToString(), error.ToString());
    }

    private static string[] Lines(string text) => text.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>A slot that nobody could have granted.</summary>
    private async Task Journal()
    {
        await using var services = new ServiceCollection()
            .AddMessengerStorage(new StorageOptions { DataDirectory = _folder, ConnectionString = Path.Combine(_folder, "messenger.db") }).BuildServiceProvider();
        services.GetRequiredService<Migrator>().Run();
        var facts = FactCodec.Encode<AgentFact>([new AgentFact.Reserved(new Lease("c1", 1), "1-6-1", 1, "1:6", 0, 1, 0, 1, Eligibility.NoCall)]);
        Assert.IsType<AppendResult.Committed>(await services.GetRequiredService<JournalWriter>().Append(
            new Append("agent/a1", 0, new NewRow(Noon, facts.Facts, null, null, 0, null), [], [], null), TestContext.Current.CancellationToken));
    }
}
