using System.Text.Json;
using Messenger.Contracts;
using Messenger.Domain.Shared;
using Messenger.Storage.Journal;

namespace Messenger.Grains.Machinery;

/// <summary>
/// A stream made of looks at committed rows: when told that something changed, at most four times a second unless it says otherwise, when
/// what was seen ends by the clock, and each five seconds anyway, so that a lost word does no harm. It works only while somebody watches, decides nothing and
/// stores nothing: a new activation is another stream, and begins with a snapshot.
/// </summary>
/// <typeparam name="TView">The whole, as a snapshot shows it.</typeparam>
/// <typeparam name="TChange">What makes the next whole out of the last.</typeparam>
public abstract class SampledGrain<TView, TChange>(TimeProvider clock, PushOutlets outlets, ILogger logger) : Grain
    where TView : class
    where TChange : class
{
    private readonly string _incarnation = Guid.NewGuid().ToString("N");
    private readonly Watchers _watchers = new(outlets, TimeProvider.System);
    private TView? _view;
    private long _version;
    private bool _dirty;
    private DateTimeOffset _lookedAt;
    private IGrainTimer? _sampling;

    protected string Key => this.GetPrimaryKeyString();

    /// <summary>At most once in this time.</summary>
    protected virtual TimeSpan SampleEvery => TimeSpan.FromMilliseconds(250);

    /// <summary>So long after the last look it looks though nobody said a word; zero = each time.</summary>
    protected virtual TimeSpan LookAnywayEvery => TimeSpan.FromSeconds(5);

    /// <summary>Type of the events, one of <see cref="ViewEventType"/>.</summary>
    protected abstract string ChangeType { get; }

    private StreamHead Head => new(StreamName(_incarnation), _version);

    public Task Changed()
    {
        _dirty = true;
        return Task.CompletedTask;
    }

    public async Task<StreamHead> Watch(string front)
    {
        _watchers.Add(front);
        await Load();
        _sampling ??= this.RegisterGrainTimer(Look, new GrainTimerCreationOptions(SampleEvery, SampleEvery));
        return Head;
    }

    public async Task<StreamPage> Read(string? stream, long? since)
    {
        await Load();
        return since is { } version && (stream is null || stream == Head.Stream) && _watchers.After(version, _version) is { } events
            ? new StreamPage(Head, events, null)
            : new StreamPage(Head, null, new StreamSnapshot(
                Head.Stream, _version, JsonSerializer.Serialize(Dated(_view!, clock.GetUtcNow()), FactCodec.Json)));
    }

    protected abstract string StreamName(string incarnation);

    /// <summary>The committed rows as they are at <paramref name="now"/>, the business clock.</summary>
    protected abstract Task<TView> LookAt(DateTimeOffset now);

    /// <summary>Null when a watcher would see no difference.</summary>
    protected abstract TChange? Between(TView before, TView after);

    /// <summary>The same with this server time.</summary>
    protected abstract TView Dated(TView view, DateTimeOffset now);

    /// <summary>When it looks different though no row changes; null = never.</summary>
    protected virtual DateTimeOffset? EndOf(TView view) => null;

    /// <summary>Nobody watched for a while: what is remembered is old, and the next look makes it right.</summary>
    private async Task Load()
    {
        if (_view is null)
        {
            _view = await LookAt(clock.GetUtcNow());
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

        var now = clock.GetUtcNow();
        if (_dirty || now - _lookedAt >= LookAnywayEvery || now >= EndOf(_view!))
        {
            try
            {
                await LookNow();
            }
            catch (Exception e)
            {
                _dirty = true;
                logger.SampleFailed(e, Head.Stream);
            }
        }
    }

    private async Task LookNow()
    {
        _dirty = false;
        var now = clock.GetUtcNow();
        var view = await LookAt(now);
        _lookedAt = now;
        var change = Between(_view!, view);
        _view = view;
        List<StreamEvent> events = change is null
            ? []
            : [new StreamEvent(Head.Stream, ++_version, ChangeType, now, JsonSerializer.Serialize(change, FactCodec.Json))];
        _watchers.Publish(events);
    }
}
