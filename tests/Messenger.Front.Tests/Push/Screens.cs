using Messenger.Contracts;
using Messenger.Domain.Hubs;
using Messenger.Domain.Shared;
using Messenger.Front.Tests.Product;
using Messenger.Storage;
using Messenger.Storage.Reporting;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.Extensions.DependencyInjection;

namespace Messenger.Front.Tests.Push;

/// <summary>
/// Clients on several topics, and what they must show. The truth is read from the journal and from the grains themselves: a
/// Subscribe would make the front look for what it lost.
/// </summary>
internal sealed class Screens(RunningProduct product) : IAsyncDisposable
{
    private readonly List<Screen> _screens = [];

    private IGrainFactory Grains => product.Services.GetRequiredService<IGrainFactory>();

    public async Task Open(string topic, string userName, string hub, int count)
    {
        var token = await product.Token(userName);
        for (var n = 0; n < count; n++)
        {
            var client = new ResumingClient(topic, () => product.Hub(hub, token, o => o.Transports = HttpTransportType.WebSockets).Build());
            await client.Start();
            _screens.Add(new Screen(client, new(client.Have)));
        }
    }

    /// <summary>Until each has applied an event.</summary>
    public Task Changed() => Eventually.Is(
        () => Task.FromResult(_screens.Count(screen => screen.Client.Applied.Count == 0)), idle => idle == 0, "every screen changed");

    /// <summary>Until each has the newest version of exactly the streams it should follow; a board, until it shows what is stored.</summary>
    public Task HaveEverything() => Eventually.Is(
        async () =>
        {
            var missing = new List<string>();
            foreach (var (client, _) in _screens)
            {
                var (have, should) = (client.Have, await Heads(client));
                if (have.Count != should.Count || should.Any(head => have.GetValueOrDefault(head.Key, -1) != head.Value))
                {
                    missing.Add($"{client.Topic} has {Text(have)} of {Text(should)}");
                }
                else if (client.Topic.StartsWith("campaign:", StringComparison.Ordinal) && await Board(client.Topic["campaign:".Length..]) != client.Board.ToString())
                {
                    missing.Add($"{client.Topic} does not show what is stored");
                }
            }

            return string.Join("; ", missing);
        },
        missing => missing.Length == 0,
        "all have the newest versions");

    /// <summary>Every version once and in order, none too many, none asked for twice; and a desk shows what the grains say.</summary>
    public async Task AreRight()
    {
        var journal = await Journal();
        foreach (var (client, start) in _screens)
        {
            Assert.Empty(client.Faults);
            Assert.Equal((1, 1), (client.Snapshots, client.Subscriptions));
            foreach (var (stream, from) in start.Where(s => client.Have.ContainsKey(s.Key)))
            {
                // What came back after it had gone begins anew with its snapshot.
                var head = client.Have[stream];
                if (!client.Applied.Any(e => e.Type == "interaction.added" && HubClient.Data<InteractionAdded>(e).Interaction.Stream == stream))
                {
                    Assert.Equal(Enumerable.Range(1, (int)(head - from)).Select(n => from + n), client.Versions(stream));
                }

                if (!stream.StartsWith("board/", StringComparison.Ordinal))
                {
                    Assert.Equal(journal[stream].Max(), head);
                }
            }

            foreach (var stream in client.Applied.Select(e => e.Stream).Distinct())
            {
                var versions = client.Versions(stream);
                Assert.Equal(versions.Order().Distinct(), versions);
            }

            await ShowsTheTruth(client);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var screen in _screens)
        {
            await screen.Client.DisposeAsync();
        }
    }

    private static string Text(IReadOnlyDictionary<string, long> versions) => string.Join(' ', versions.Select(v => $"{v.Key}@{v.Value}"));

    private async Task ShowsTheTruth(ResumingClient client)
    {
        foreach (var stream in client.Have.Keys)
        {
            if (stream.StartsWith("conversation/", StringComparison.Ordinal))
            {
                Assert.Equal(Json.Read<InteractionView>((await Whole(stream)).Json).Messages.Select(ResumingClient.Line), client.Shown[stream]);
            }
        }
    }

    private async Task<string> Board(string campaignId)
    {
        var board = new ShownBoard();
        board.Show(await product.Services.GetRequiredService<BoardQueries>().Read(campaignId, DateTimeOffset.UtcNow, CancellationToken.None));
        return board.ToString();
    }

    private async Task<IReadOnlyDictionary<string, long>> Heads(ResumingClient client)
    {
        var heads = new Dictionary<string, long>();
        var held = client.Have.Keys;
        if (client.Topic == "desk")
        {
            var agent = await Whole(held.Single(stream => stream.StartsWith("agent/", StringComparison.Ordinal)));
            heads[agent.Stream] = agent.Version;
            held = Json.Read<AgentSnapshot>(agent.Json).Interactions.Select(interaction => Names.ConversationStream(interaction.ConversationKey));
        }

        foreach (var stream in held)
        {
            heads[stream] = (await Whole(stream)).Version;
        }

        return heads;
    }

    private async Task<StreamSnapshot> Whole(string stream)
    {
        var key = stream[(stream.IndexOf('/', StringComparison.Ordinal) + 1)..];
        IStreamSource grain = stream[0] switch
        {
            'a' => Grains.GetGrain<IAgentGrain>(key),
            'b' => Grains.GetGrain<IBoardGrain>(key.Split('~')[0]),
            _ => Grains.GetGrain<IConversationGrain>(key),
        };
        return (await grain.Read(null, null)).Snapshot!;
    }

    private Task<ILookup<string, long>> Journal() => product.Services.GetRequiredService<Database>().ReadMoment(async connection =>
    {
        var versions = new List<(string Stream, long Version)>();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT stream, view_version FROM journal";
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            versions.Add((rows.GetString(0), rows.GetInt64(1)));
        }

        return versions.ToLookup(row => row.Stream, row => row.Version);
    });

    private sealed record Screen(ResumingClient Client, Dictionary<string, long> Start);
}
