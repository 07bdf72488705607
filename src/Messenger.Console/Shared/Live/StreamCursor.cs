namespace Messenger.Console.Shared.Live;

/// <summary>What a pushed event is to a client that holds a certain version of its stream.</summary>
public enum Arrival
{
    /// <summary>Exactly the next one.</summary>
    Next,

    /// <summary>Already applied: ignored.</summary>
    Old,

    /// <summary>Something between is missing: subscribe again with the version map.</summary>
    Gap,

    /// <summary>No version of this stream is held.</summary>
    Unknown,
}

/// <summary>Per stream the version that has been applied; the whole rule of "exactly once, in order" stands here.</summary>
public sealed class StreamCursor
{
    private readonly Dictionary<string, long> versions = new(StringComparer.Ordinal);

    public bool IsEmpty => versions.Count == 0;

    public IReadOnlyCollection<string> Streams => versions.Keys;

    public long? VersionOf(string stream) => versions.TryGetValue(stream, out var version) ? version : null;

    public Arrival Judge(string stream, long version)
    {
        if (!versions.TryGetValue(stream, out var have))
        {
            return Arrival.Unknown;
        }

        return version <= have ? Arrival.Old : version == have + 1 ? Arrival.Next : Arrival.Gap;
    }

    public void Set(string stream, long version) => versions[stream] = version;

    public void Forget(string stream) => versions.Remove(stream);

    public void Clear() => versions.Clear();

    /// <summary>A copy to send with Subscribe.</summary>
    public Dictionary<string, long> ToMap() => new(versions, StringComparer.Ordinal);

    /// <summary>True when nothing in <paramref name="heads"/> is newer than what has been applied. Streams that are not held do not count.</summary>
    public bool HasReached(IReadOnlyDictionary<string, long> heads) =>
        versions.All(held => !heads.TryGetValue(held.Key, out var head) || head <= held.Value);
}
