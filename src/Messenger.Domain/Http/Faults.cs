namespace Messenger.Domain.Http;

/// <summary>What is wrong with what somebody typed, by field as the API names it: <c>name</c>, <c>breaks[0].icon</c>. None = it can be saved.</summary>
public sealed class Faults
{
    private readonly Dictionary<string, Fault> _fields = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, Fault> Fields => _fields;

    public int Count => _fields.Count;

    /// <summary>The newest word about a field counts.</summary>
    public void Add(string field, Fault fault) => _fields[field] = fault;

    public bool Has(string field) => _fields.ContainsKey(field);

    /// <summary>Notes the fault unless it holds.</summary>
    public void Check(string field, bool holds, Fault fault)
    {
        if (!holds)
        {
            Add(field, fault);
        }
    }
}
