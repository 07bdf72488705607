using Orleans.Runtime;
using Orleans.Storage;

namespace Messenger.Grains.Machinery;

/// <summary>
/// One grain's snapshot in Orleans storage. Not the usual persistent state of a grain: that one fails the activation when it cannot be
/// read, and a snapshot is only a shorter way to what the journal holds.
/// </summary>
internal sealed class KeptSnapshot(IGrainStorage storage, string name, GrainId grain)
{
    private GrainState<StoredState> _row = new();

    public async Task<StoredState> Read()
    {
        _row = new GrainState<StoredState>();
        await storage.ReadStateAsync(name, grain, _row);
        return _row.State ?? new StoredState();
    }

    /// <exception cref="InconsistentStateException">Another activation wrote it; the next write is on top of that one.</exception>
    public async Task Write(StoredState state)
    {
        _row.State = state;
        try
        {
            await storage.WriteStateAsync(name, grain, _row);
        }
        catch
        {
            // The version it was read with may be out of date now.
            await Read();
            throw;
        }
    }
}
