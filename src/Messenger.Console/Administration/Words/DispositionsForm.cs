using Messenger.Domain.Configuration;
using Messenger.Domain.Http;

namespace Messenger.Console.Administration.Words;

/// <summary>The dispositions, each directly behind the one it belongs to, as they are read.</summary>
public sealed class DispositionsForm(WordsApi api) : EntriesForm<DispositionEdit>(api, WordsJson.Default.DispositionEdit)
{
    public override string List => "dispositions";

    public override string NameOf(DispositionEdit item) => item.Name ?? "";

    /// <summary>0 = at the top.</summary>
    public int DepthOf(int index)
    {
        var depth = 0;
        for (var at = ParentOf(Items[index]); at is not null && depth < DispositionTree.MostLevels; at = ParentOf(at))
        {
            depth++;
        }

        return depth;
    }

    public bool HasBelow(int index) => Items.Exists(item => item.ParentId == Items[index].Id);

    public int AddBelow(int? index)
    {
        var parent = index is { } at ? Items[at].Id : null;
        var place = Add();
        Items[place] = Items[place] with { ParentId = parent };
        return Sorted(Items[place].Id!);
    }

    /// <summary>With everything below it.</summary>
    public override void Remove(int index)
    {
        var gone = Below(index).Append(Items[index].Id).ToHashSet(StringComparer.Ordinal);
        Items.RemoveAll(item => gone.Contains(item.Id));
        State.Edit(List);
    }

    /// <summary>Among those that belong to the same one.</summary>
    public override int Move(int index, int by)
    {
        var (moved, siblings) = (Items[index], Enumerable.Range(0, Items.Count).Where(i => Items[i].ParentId == Items[index].ParentId).ToList());
        var place = siblings.IndexOf(index) + by;
        if (place >= 0 && place < siblings.Count)
        {
            (Items[index], Items[siblings[place]]) = (Items[siblings[place]], Items[index]);
            State.Edit(List);
        }

        return Sorted(moved.Id!);
    }

    /// <returns>Where it stands now.</returns>
    public int SetParent(int index, string? parentId)
    {
        var id = Items[index].Id!;
        Set(index, Items[index] with { ParentId = parentId }, Field(index, "parentId"));
        return Sorted(id);
    }

    /// <summary>Where it may belong: to one that is not below it and leaves room for what is.</summary>
    public IEnumerable<int> ParentsFor(int index)
    {
        var (below, height) = (Below(index).ToHashSet(StringComparer.Ordinal), HeightOf(index));
        return Enumerable.Range(0, Items.Count).Where(i => i != index && !below.Contains(Items[i].Id!) && DepthOf(i) + 1 + height < DispositionTree.MostLevels);
    }

    protected override string IdOf(DispositionEdit item) => item.Id!;

    protected override DispositionEdit With(DispositionEdit item, Func<string, string> id) =>
        item with { Id = id(item.Id!), ParentId = item.ParentId is null ? null : id(item.ParentId) };

    protected override DispositionEdit New(string id) => new(id, "") { Names = new("", "", "") };

    protected override IEnumerable<DispositionEdit> From(ConfigurationView view) => InOrder([.. view.Dispositions.Select(d =>
        new DispositionEdit(d.Id, d.Name) { ParentId = d.ParentId, Names = new(d.Names?.Es ?? "", d.Names?.En ?? "", d.Names?.Pt ?? "") })]);

    protected override ConfigurationEdit Edit(IReadOnlyList<DispositionEdit> items) => new(Dispositions: items);

    private DispositionEdit? ParentOf(DispositionEdit item) => item.ParentId is null ? null : Items.Find(other => other.Id == item.ParentId);

    private IEnumerable<string> Below(int index) => Items.Where(item => item.ParentId == Items[index].Id)
        .SelectMany(item => Below(Items.IndexOf(item)).Append(item.Id!));

    private int HeightOf(int index)
    {
        var below = Enumerable.Range(0, Items.Count).Where(i => Items[i].ParentId == Items[index].Id).ToList();
        return below.Count == 0 ? 0 : 1 + below.Max(HeightOf);
    }

    private int Sorted(string id)
    {
        var ordered = InOrder(Items);
        Items.Clear();
        Items.AddRange(ordered);
        State.Edit(List);
        return Items.FindIndex(item => item.Id == id);
    }

    /// <summary>Those that hang nowhere stand at the end, so that nothing is lost from sight.</summary>
    private static List<DispositionEdit> InOrder(List<DispositionEdit> all)
    {
        var ordered = Under(null, 0).ToList();
        return [.. ordered, .. all.Except(ordered)];

        IEnumerable<DispositionEdit> Under(string? parent, int depth) => depth == DispositionTree.MostLevels + 1
            ? []
            : all.Where(item => item.ParentId == parent).SelectMany(item => Under(item.Id, depth + 1).Prepend(item));
    }
}
