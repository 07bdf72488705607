using Messenger.Domain.Http;

namespace Messenger.Console.Administration.Words;

/// <summary>The canned responses that every campaign has.</summary>
public sealed class CannedForm(WordsApi api) : EntriesForm<CannedResponseEdit>(api, WordsJson.Default.CannedResponseEdit)
{
    public override string List => "cannedResponses";

    public override string NameOf(CannedResponseEdit item) => item.Title ?? "";

    protected override string IdOf(CannedResponseEdit item) => item.Id!;

    protected override CannedResponseEdit With(CannedResponseEdit item, Func<string, string> id) => item with { Id = id(item.Id!) };

    protected override CannedResponseEdit New(string id) => new(id, "", "", "");

    protected override IEnumerable<CannedResponseEdit> From(ConfigurationView view) =>
        view.CannedResponses.Select(r => new CannedResponseEdit(r.Id, r.Title, r.Shortcut, r.Text, r.Language));

    protected override ConfigurationEdit Edit(IReadOnlyList<CannedResponseEdit> items) => new(CannedResponses: items);
}
