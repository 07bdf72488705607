using System.Text.Json;
using Messenger.Contracts;
using Messenger.Domain.Hubs;
using Messenger.Domain.Reporting;
using Messenger.Domain.Shared;
using Messenger.Grains.Machinery;
using Messenger.Storage.Reporting;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.Streams;

namespace Messenger.Grains.Boards;

/// <summary>
/// The live board of one campaign: looks at the committed rows when told that something changed, at most four times a second,
/// and each five seconds anyway, so that a lost word does no harm. It works only while somebody watches.
/// </summary>
[GrainType("board")]
public sealed class BoardGrain(
    BoardQueries queries, [FromKeyedServices(GrainParts.BusinessClock)] TimeProvider clock, PushOutlets outlets, ILogger<BoardGrain> logger)
    : Grain, IBoardGrain
{
    private static readonly TimeSpan Sample = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LookAnyway = TimeSpan.FromSeconds(5);

    private readonly string _incarnation = Guid.NewGuid().ToString("N");
    private readonly Watchers _watchers = new(outlets, TimeProvider.System);
    private BoardSnapshot? _board;
    private long _version;
    private bool _dirty;
    private DateTimeOffset _lookedAt;
    private IGrainTimer? _sampling;

    private string CampaignId => this.GetPrimaryKeyString();

    private StreamHead Head => new(Names.BoardStream(CampaignId, _incarnation), _version);

    public Task Changed()
    {
        _dirty = true;
        return Task.CompletedTask;
    }

    public async Task<StreamHead> Watch(string front)
    {
        _watchers.Add(front);
        await Load();
        _sampling ??= this.RegisterGrainTimer(Look, new GrainTimerCreationOptions(Sample, Sample));
        return Head;
    }

    public async Task<StreamPage> Read(string? stream, long? since)
    {
        await Load();
        return since is { } version && (stream is null || stream == Head.Stream) && _watchers.After(version, _version) is { } events
            ? new StreamPage(Head, events, null)
            : new StreamPage(Head, null, new StreamSnapshot(
                Head.Stream, _version, JsonSerializer.Serialize(_board! with { ServerTime = clock.GetUtcNow() }, FactCodec.Json)));
    }

    /// <summary>Nobody watched for a while: what is remembered is old, and the next look makes it right.</summary>
    private async Task Load()
    {
        if (_board is null)
        {
            _board = await queries.Read(CampaignId, clock.GetUtcNow(), CancellationToken.None);
            _lookedAt = clock.GetUtcNow();
        }
        else if (_sampling is null)
        {
            await LookNow();
        }
    }

    private async Task Look()
    {
        if (!_watchers.Any)
        {
            _sampling?.Dispose();
            _sampling = null;
            return;
        }

        if (_dirty || clock.GetUtcNow() - _lookedAt >= LookAnyway)
        {
            try
            {
                await LookNow();
            }
            catch (Exception e)
            {
                _dirty = true;
                logger.BoardFailed(e, CampaignId);
            }
        }
    }

    private async Task LookNow()
    {
        _dirty = false;
        var now = clock.GetUtcNow();
        var board = await queries.Read(CampaignId, now, CancellationToken.None);
        _lookedAt = now;
        var change = BoardDifference.Between(_board!, board);
        _board = board;
        List<StreamEvent> events = change is null
            ? []
            : [new StreamEvent(Head.Stream, ++_version, ViewEventType.BoardChanged, now, JsonSerializer.Serialize(change, FactCodec.Json))];
        _watchers.Publish(events);
    }
}
