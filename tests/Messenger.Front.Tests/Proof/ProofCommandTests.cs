using System.Diagnostics;
using System.Text.Json.Nodes;
using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Shared;
using Messenger.Front.Tests.Product;
using Messenger.Host.Commands;
using Messenger.Storage;
using Messenger.Storage.Journal;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Messenger.Front.Tests.Proof;

/// <summary><c>-- proof</c>: the same proof as the endpoint's, without the product (B10).</summary>
[Collection(ProductCollection.Name)]
public sealed class ProofCommandTests(SharedProduct shared) : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("messenger-command-").FullName;

    private string Data => $"--Messenger:DataDirectory={_folder}";

    [Fact]
    public async Task Beside_a_running_product_it_answers_as_the_endpoint_does()
    {
        using var sofia = await shared.Running.Client("sofia");
        var expected = JsonNode.Parse(await sofia.GetStringAsync(new Uri("/api/proof?day=2001-02-03", UriKind.Relative)));
        var (code, output, _) = await Do("proof", "--json", "--day", "2001-02-03", $"--Messenger:DataDirectory={shared.Running.Directory}");
        Assert.Equal(ExitCode.Clean, code);
        Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse(output)), output);
    }

    [Fact]
    public async Task A_clean_day_ends_with_nothing_to_say_and_a_broken_one_with_each_violation()
    {
        await Journal(limit: 2);
        var (code, output, error) = await Do("proof", "--day=2026-03-04", Data);
        Assert.Equal((ExitCode.Clean, ""), (code, error));
        Assert.Equal(["2026-03-04: 0 interactions checked, 0 violations"], Lines(output));

        await Journal(limit: 1, agent: "a2");
        (code, output, _) = await Do("proof", "--day", "2026-03-04", Data);
        Assert.Equal(ExitCode.Found, code);
        var lines = Lines(output);
        Assert.Equal((2, "2026-03-04: 0 interactions checked, 1 violations"), (lines.Length, lines[0]));
        Assert.StartsWith("  limit: ", lines[1], StringComparison.Ordinal);
        Assert.EndsWith("(agent/a2 row 1, 2026-03-04T12:00:00.0000000+00:00, interaction 1-7-1)", lines[1], StringComparison.Ordinal);

        (code, output, _) = await Do("proof", "--day", "2026-03-04", "--json", Data);
        Assert.Equal((ExitCode.Found, "limit"), (code, (string?)JsonNode.Parse(output)!["violations"]![0]!["code"]));

        // Another day has nothing of it.
        Assert.Equal(ExitCode.Clean, (await Do("proof", "--day", "2026-03-05", Data)).Code);
    }

    [Fact]
    public async Task Without_a_day_it_is_today()
    {
        await Journal(limit: 2);
        var before = DateTime.UtcNow;
        var (code, output, _) = await Do("proof", Data);
        Assert.Equal(ExitCode.Clean, code);
        Assert.Contains(Lines(output)[0][..10], new[] { before, DateTime.UtcNow }.Select(t => t.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("'prof' is no command.", "prof")]
    [InlineData("'--days' is no option of proof.", "proof", "--days", "2026-03-04")]
    [InlineData("'now' is no option.", "proof", "now")]
    [InlineData("--day needs a value.", "proof", "--day")]
    [InlineData("--day is given twice.", "proof", "--day=2026-03-04", "--day=2026-03-05")]
    [InlineData("'--json=yes' is no option of proof.", "proof", "--json=yes")]
    [InlineData("'2026-02-30' is no date as in 2026-03-02.", "proof", "--day", "2026-02-30")]
    [InlineData("'9999-12-31' is no date as in 2026-03-02.", "proof", "--day", "9999-12-31")]
    [InlineData("'--day' is no date as in 2026-03-02.", "proof", "--day", "--day")]
    public async Task What_cannot_be_understood_is_said_with_the_usage(string said, params string[] args)
    {
        var (code, output, error) = await Do(args);
        Assert.Equal((ExitCode.Unusable, ""), (code, output));
        var lines = Lines(error);
        Assert.Equal(said, lines[0]);
        Assert.Contains(lines, l => l.StartsWith("  proof [--day 2026-11-28] [--json]", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("use Sqlite or Postgres", "--Messenger:Storage=Oracle")]
    [InlineData("The storage cannot be read: ", "--Messenger:Storage=Postgres", "--ConnectionStrings:Messenger=Host=127.0.0.1;Port=1;Username=messenger;Password=hidden")]
    public async Task A_storage_that_cannot_be_reached_is_said_in_one_line(string said, params string[] settings)
    {
        var (code, output, error) = await Do(["proof", .. settings]);
        Assert.Equal((ExitCode.Unusable, ""), (code, output));
        Assert.Contains(said, Assert.Single(Lines(error)), StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_there_is_no_database_none_is_made()
    {
        var (code, _, error) = await Do("proof", Data);
        Assert.Equal(ExitCode.Unusable, code);
        Assert.StartsWith("The storage cannot be read: ", Assert.Single(Lines(error)), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public async Task A_fact_that_this_version_does_not_know_is_no_clean_day()
    {
        await Journal(limit: 2, """[{"is":"of-tomorrow/1"}]""");
        var (code, _, error) = await Do("proof", "--day", "2026-03-04", Data);
        Assert.Equal(ExitCode.Unusable, code);
        Assert.Contains("of-tomorrow/1", Assert.Single(Lines(error)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_executable_takes_the_word_and_does_not_start()
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Messenger.Host.dll"), "proof", "--day", "x"])
        {
            RedirectStandardError = true,
        })!;
        Assert.StartsWith("'x' is no date", await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(ExitCode.Unusable, process.ExitCode);
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

    /// <summary>An agent was given two slots; a limit of one did not allow that.</summary>
    private async Task Journal(int limit, string? more = null, string agent = "a1")
    {
        await using var services = new ServiceCollection()
            .AddMessengerStorage(new StorageOptions { DataDirectory = _folder, ConnectionString = Path.Combine(_folder, "messenger.db") }).BuildServiceProvider();
        services.GetRequiredService<Migrator>().Run();
        var facts = FactCodec.Encode<AgentFact>(
        [
            new AgentFact.LimitSet("c1", 1, limit, true, 60), new AgentFact.Reserved(new Lease("c1", 1), "1-6-1", 1, "1:6", 0, limit, 0, limit),
            new AgentFact.Reserved(new Lease("c1", 2), "1-7-1", 1, "1:7", 1, limit, 1, limit == 1 ? 2 : limit),
        ]);
        var writer = services.GetRequiredService<JournalWriter>();
        Assert.IsType<AppendResult.Committed>(await writer.Append(Row("agent/" + agent, 0, facts.Facts), TestContext.Current.CancellationToken));
        if (more is not null)
        {
            Assert.IsType<AppendResult.Committed>(await writer.Append(Row("agent/" + agent, 1, more), TestContext.Current.CancellationToken));
        }
    }

    private static Append Row(string stream, long version, string facts) => new(stream, version, new NewRow(Noon, facts, null, null, 0, null), [], [], null);
}
