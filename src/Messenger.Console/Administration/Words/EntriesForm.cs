using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Messenger.Console.Administration.Campaigns;
using Messenger.Console.Shared.Forms;
using Messenger.Domain.Configuration;
using Messenger.Domain.Http;

namespace Messenger.Console.Administration.Words;

/// <summary>One list of the configuration in an editor: what was read, what was made of it, and what the domain says of it.</summary>
public abstract class EntriesForm<T>
    where T : class
{
    /// <summary>Begins the id of an entry that was never saved; no saved one has it.</summary>
    private const char Unsaved = '~';

    private const int MostAttempts = 3;

    private readonly WordsApi api;
    private readonly JsonTypeInfo<T> type;
    private List<T> read = [];
    private string? tag;
    private int added;

    protected EntriesForm(WordsApi api, JsonTypeInfo<T> type)
    {
        (this.api, this.type) = (api, type);
        State = new FormState(Check);
    }

    public FormState State { get; }

    public List<T> Items { get; private set; } = [];

    /// <summary>What somebody else saved while this was open, by entry.</summary>
    public IReadOnlyList<ChangedElsewhere> Elsewhere { get; private set; } = [];

    /// <summary>As the API calls the list.</summary>
    public abstract string List { get; }

    public bool IsLoaded => tag is not null;

    /// <summary>The name of a field of an entry, as the API says it in its faults.</summary>
    public string Field(int index, string field) => FormattableString.Invariant($"{List}[{index}].{field}");

    public virtual bool IsWrong(int index) => State.IsWrongIn(FormattableString.Invariant($"{List}[{index}]"));

    public async Task<bool> Load()
    {
        var reply = await api.Configuration();
        if (reply is { Value: { } view, Tag: { } version })
        {
            Take(view, version);
        }

        return reply.Value is not null;
    }

    public void Set(int index, T item, string field)
    {
        Items[index] = item;
        State.Edit(field);
    }

    /// <returns>Where it stands.</returns>
    public int Add()
    {
        Items.Add(New($"{Unsaved}{++added}"));
        State.Edit(List);
        return Items.Count - 1;
    }

    public virtual void Remove(int index)
    {
        Items.RemoveAt(index);
        State.Edit(List);
    }

    /// <summary>Up (-1) or down (+1); the place where it stands then.</summary>
    public virtual int Move(int index, int by)
    {
        var to = Math.Clamp(index + by, 0, Items.Count - 1);
        (Items[index], Items[to]) = (Items[to], Items[index]);
        State.Edit(List);
        return to;
    }

    public void Discard()
    {
        Items = [.. read];
        Elsewhere = [];
        State.Start();
    }

    public void Seen() => Elsewhere = [];

    public async Task<SaveOutcome> Save()
    {
        for (var attempt = 1; ; attempt++)
        {
            State.Busy();
            var reply = await api.Save(Edit(Sendable()), tag!);
            if (reply is { Value: { } view, Tag: { } version })
            {
                Take(view, version);
                return SaveOutcome.Saved;
            }

            State.Refuse(reply.Problem?.Faults);
            if (!reply.IsStale)
            {
                return reply.IsUnreachable ? SaveOutcome.Unreachable : SaveOutcome.Refused;
            }

            // Another list of the configuration is nothing that this one has to be weighed against.
            if (!await Merge())
            {
                return SaveOutcome.Unreachable;
            }

            if (Elsewhere.Count > 0 || State.Wrong > 0 || attempt == MostAttempts)
            {
                return SaveOutcome.ChangedElsewhere;
            }
        }
    }

    public abstract string NameOf(T item);

    public string NameOf(JsonNode? entry) => entry is null ? "–" : NameOf(entry.Deserialize(type)!);

    protected abstract string IdOf(T item);

    /// <summary>The same with every id of the list in it put through this.</summary>
    protected abstract T With(T item, Func<string, string> id);

    protected abstract T New(string id);

    protected abstract IEnumerable<T> From(ConfigurationView view);

    protected abstract ConfigurationEdit Edit(IReadOnlyList<T> items);

    protected virtual Faults Check()
    {
        var faults = new Faults();
        ConfigurationEditing.Apply(GlobalSettings.Empty, Edit(Sendable()), faults);
        return faults;
    }

    /// <summary>A new entry is named for ever by what it is called when it is first saved.</summary>
    protected IReadOnlyList<T> Sendable()
    {
        var taken = Items.Select(IdOf).Where(id => !id.StartsWith(Unsaved)).ToHashSet(StringComparer.Ordinal);
        var made = Items.Where(item => IdOf(item).StartsWith(Unsaved)).ToDictionary(IdOf, item => EntryId.From(NameOf(item), taken), StringComparer.Ordinal);
        return [.. Items.Select(item => With(item, id => made.GetValueOrDefault(id, id)))];
    }

    private void Take(ConfigurationView view, string version)
    {
        (read, tag) = ([.. From(view)], version);
        Discard();
    }

    private async Task<bool> Merge()
    {
        var (before, mine) = (Json(read), Json(Items));
        if (await api.Configuration() is not { Value: { } view, Tag: { } version })
        {
            return false;
        }

        var order = Items.Select(IdOf).ToList();
        Take(view, version);
        var merged = EditMerge.Of(before, mine, Json(read));
        var all = merged.Result.Where(p => p.Value is not null).ToDictionary(p => p.Key, p => p.Value!.Deserialize(type)!, StringComparer.Ordinal);
        foreach (var (id, entry) in mine.Where(p => !before.ContainsKey(p.Key)))
        {
            all.TryAdd(id, entry!.Deserialize(type)!);
        }

        Items = [.. all.OrderBy(entry => order.IndexOf(entry.Key) is var place and >= 0 ? place : int.MaxValue).Select(entry => entry.Value)];
        Elsewhere = merged.Changed;
        State.StartChanged();
        return true;
    }

    private JsonObject Json(IEnumerable<T> items)
    {
        var json = new JsonObject();
        foreach (var item in items)
        {
            json[IdOf(item)] = JsonSerializer.SerializeToNode(item, type);
        }

        return json;
    }
}
