using Messenger.Simulator.World;

namespace Messenger.Simulator.Login;

/// <summary>One permission as a person left it at their latest login.</summary>
internal sealed record PermissionRow(string Name, bool Granted)
{
    private PermissionRow()
        : this("", false)
    {
    }
}

/// <summary>What a person ticked at the latest login: permissions and Pages.</summary>
internal sealed class Grants(SimulatorDatabase database, AddressBook book, Tokens tokens)
{
    /// <summary>Null = never asked.</summary>
    public IReadOnlyList<PermissionRow> Permissions(string personId) => database.Write(change => change.All<PermissionRow>(
        "SELECT name Name, granted Granted FROM permission WHERE person_id = @personId ORDER BY rowid", new { personId }));

    /// <summary>Pages that the person unticked at the latest login.</summary>
    public IReadOnlyList<string> Unticked(string personId) => database.Write(change => change.All<string>(
        "SELECT page_id FROM page_grant WHERE person_id = @personId AND granted = 0", new { personId }));

    /// <summary>The Pages a user token sees: ticked, and those of a portfolio only with business_management.</summary>
    public IEnumerable<SimulatedPage> PagesOf(AccessToken user)
    {
        var ticked = database.Write(change => change.All<string>("SELECT page_id FROM page_grant WHERE person_id = @PersonId AND granted = 1", user)).ToHashSet();
        return book.Pages().Where(p => ticked.Contains(p.Id) && (!p.Portfolio || user.Has(Scopes.Business)));
    }

    /// <summary>A login replaces what the person ticked before: tokens of Pages that are unticked now die, and all lose what was declined.</summary>
    public void Set(string personId, IReadOnlyCollection<string> granted, IReadOnlyCollection<string> declined, IReadOnlyCollection<string> pages)
    {
        database.Write(change =>
        {
            foreach (var (name, given) in granted.Select(g => (g, true)).Concat(declined.Select(d => (d, false))))
            {
                change.Execute("INSERT OR REPLACE INTO permission(person_id, name, granted) VALUES (@personId, @name, @given)", new { personId, name, given });
            }

            foreach (var page in book.Pages())
            {
                change.Execute(
                    "INSERT OR REPLACE INTO page_grant(person_id, page_id, granted) VALUES (@personId, @Id, @given)", new { personId, page.Id, given = pages.Contains(page.Id) });
            }

            return true;
        });
        tokens.Kill(t => t.PersonId == personId && t.Kind == TokenKind.Page && !pages.Contains(t.PageId!), 0);
        tokens.Strip(personId, declined);
    }

    /// <summary>The person removes the app: nothing is granted any more and every token of theirs dies.</summary>
    public void Remove(string personId)
    {
        database.Write(change =>
        {
            change.Execute("DELETE FROM permission WHERE person_id = @personId", new { personId });
            return change.Execute("DELETE FROM page_grant WHERE person_id = @personId", new { personId });
        });
        tokens.Kill(t => t.PersonId == personId, 458);
    }
}
