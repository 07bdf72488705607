using Messenger.Domain.Http;

namespace Messenger.Console.Administration.Words;

/// <summary>The kinds of break.</summary>
public sealed class BreaksForm(WordsApi api) : EntriesForm<BreakEdit>(api, WordsJson.Default.BreakEdit)
{
    private const string FirstIcon = "local_cafe";

    public override string List => "breaks";

    public override string NameOf(BreakEdit item) => item.Name ?? "";

    protected override string IdOf(BreakEdit item) => item.Id!;

    protected override BreakEdit With(BreakEdit item, Func<string, string> id) => item with { Id = id(item.Id!) };

    protected override BreakEdit New(string id) => new(id, "", FirstIcon) { Names = new("", "", "") };

    protected override IEnumerable<BreakEdit> From(ConfigurationView view) =>
        view.Breaks.Select(b => new BreakEdit(b.Id, b.Name, b.Icon) { Names = new(b.Names?.Es ?? "", b.Names?.En ?? "", b.Names?.Pt ?? "") });

    protected override ConfigurationEdit Edit(IReadOnlyList<BreakEdit> items) => new(Breaks: items);
}
