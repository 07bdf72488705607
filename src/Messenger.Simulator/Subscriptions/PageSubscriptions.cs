using Dapper;
using Messenger.Simulator.Live;
using Messenger.Simulator.Webhooks;
using Messenger.Simulator.World;

namespace Messenger.Simulator.Subscriptions;

/// <summary>What one Page sends to the app. <paramref name="DisabledAt"/>: epoch ms at which Meta gave up on the webhook, null = it works.</summary>
internal sealed record PageSubscription(string PageId, string Fields, long? DisabledAt)
{
    private PageSubscription()
        : this("", "", null)
    {
    }

    public string[] FieldList => Fields.Split(',', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>A message to the developer account.</summary>
internal sealed record AlertRow(long Id, long At, string PageId, string Kind, string Text)
{
    private AlertRow()
        : this(0, 0, "", "", "")
    {
    }
}

/// <summary>Which Pages send which fields, and what the developer account was told about failing webhooks.</summary>
internal sealed class PageSubscriptions
{
    private const string Columns = "page_id PageId, fields Fields, disabled_at DisabledAt";
    private readonly SimulatorDatabase database;

    public PageSubscriptions(SimulatorDatabase database, AddressBook book)
    {
        this.database = database;
        // The demo campaign works without anybody having connected its Page; the other Pages send nothing until somebody subscribes them.
        database.Write(change =>
        {
            if (change.Single<long>("SELECT COUNT(*) FROM setting WHERE key = 'seeded'") == 0 && book.Pages().Count > 0)
            {
                change.Execute("INSERT INTO setting(key, value) VALUES ('seeded', '1')");
                change.Execute(
                    "INSERT INTO subscription(page_id, fields) VALUES (@page, @fields)", new { page = SimulatorDefaults.TiendaPageId, fields = string.Join(',', WebhookFields.All) });
            }

            return true;
        });
    }

    public IReadOnlyList<PageSubscription> All() =>
        database.Read(c => c.Query<PageSubscription>($"SELECT {Columns} FROM subscription").AsList());

    public PageSubscription? Of(string pageId) =>
        database.Read(c => c.QueryFirstOrDefault<PageSubscription>($"SELECT {Columns} FROM subscription WHERE page_id = @pageId", new { pageId }));

    /// <summary>Replaces the Page's list of fields.</summary>
    public void Set(string pageId, IEnumerable<string> fields) => database.Write(change =>
    {
        change.Execute(
            "INSERT OR REPLACE INTO subscription(page_id, fields) VALUES (@pageId, @fields)", new { pageId, fields = string.Join(',', fields.Distinct()) });
        change.LiveEvents.Add(LiveEvent.Status());
        return true;
    });

    public void Remove(string pageId) => database.Write(change =>
    {
        change.Execute("DELETE FROM subscription WHERE page_id = @pageId", new { pageId });
        change.LiveEvents.Add(LiveEvent.Status());
        return true;
    });

    /// <summary>Meta gives up: the Page sends nothing more and what waited is lost. Gives the highest delivery that was dropped.</summary>
    public long Disable(string pageId) => database.Write(change =>
    {
        change.Execute("UPDATE subscription SET disabled_at = @Now WHERE page_id = @pageId", new { change.Now, pageId });
        var last = change.Single<long?>("SELECT MAX(id) FROM delivery") ?? 0;
        change.Execute("DELETE FROM delivery WHERE page_id = @pageId", new { pageId });
        change.LiveEvents.Add(LiveEvent.Status());
        return last;
    });

    public void Drop(long delivery) => database.Write(change => change.Execute("DELETE FROM delivery WHERE id = @delivery", new { delivery }));

    public void Tell(string pageId, string kind, string text) => database.Write(change =>
    {
        change.LiveEvents.Add(LiveEvent.Status());
        return change.Execute("INSERT INTO alert(at, page_id, kind, text) VALUES (@Now, @pageId, @kind, @text)", new { change.Now, pageId, kind, text });
    });

    public IReadOnlyList<AlertRow> Alerts() =>
        database.Read(c => c.Query<AlertRow>("SELECT id Id, at At, page_id PageId, kind Kind, text Text FROM alert ORDER BY id").AsList());
}
