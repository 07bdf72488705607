using Messenger.Storage.Journal;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace Messenger.Grains.Machinery;

/// <summary>What every domain grain works with.</summary>
/// <param name="clock">The business clock; everything decided carries its time.</param>
public sealed class GrainParts(
    JournalWriter writer, JournalReader reader, [FromKeyedServices(SnapshotStorage.Name)] IGrainStorage snapshots,
    [FromKeyedServices(GrainParts.BusinessClock)] TimeProvider clock, PushOutlets outlets, ILoggerFactory loggers)
{
    /// <summary>Key of the one <see cref="TimeProvider"/> that decisions use; tests move it.</summary>
    public const string BusinessClock = "business";

    public JournalWriter Writer => writer;

    public JournalReader Reader => reader;

    public IGrainStorage Snapshots => snapshots;

    public TimeProvider Clock => clock;

    public PushOutlets Outlets => outlets;

    public ILogger LoggerOf(Type grain) => loggers.CreateLogger(grain);
}
