using System.Globalization;
using System.Security.Cryptography;
using Dapper;

namespace Messenger.Simulator.World;

/// <summary>A customer with what the list of chats shows of them.</summary>
internal sealed record CustomerRow(
    string Psid, string PageId, string Name, string Locale, bool Online, bool Blocked, long? WindowOpenedAt, long CreatedAt,
    string? LastText, string? LastDirection, long? LastAt, long Unread, string? LastAttachments = null, string? Profile = null, bool Tester = false, long? LastMessageAt = null)
{
    private CustomerRow()
        : this("", "", "", "", false, false, null, 0, null, null, null, 0)
    {
    }
}

/// <summary>Pages and the people they know.</summary>
internal sealed class AddressBook
{
    public const string RowsSql = """
        SELECT c.psid Psid, c.page_id PageId, c.name Name, c.locale Locale, c.online Online, c.blocked Blocked,
               c.window_opened_at WindowOpenedAt, c.created_at CreatedAt, m.text LastText, m.direction LastDirection, m.at LastAt, m.attachments LastAttachments,
               c.profile Profile, c.tester Tester, c.last_message_at LastMessageAt,
               (SELECT COUNT(*) FROM message u WHERE u.psid = c.psid AND u.direction = 'out' AND u.read_at IS NULL) Unread
        FROM customer c LEFT JOIN message m ON m.seq = (SELECT MAX(seq) FROM message WHERE psid = c.psid)
        """;

    private const string PageColumns = "id Id, name Name, token Token, may_message MayMessage, category Category, portfolio Portfolio";

    private readonly SimulatorDatabase database;
    private readonly TimeProvider clock;

    public AddressBook(SimulatorDatabase database, TimeProvider clock)
    {
        this.database = database;
        this.clock = clock;
        database.Write(Seed);
    }

    public IReadOnlyList<SimulatedPage> Pages() =>
        database.Read(c => c.Query<SimulatedPage>($"SELECT {PageColumns} FROM page ORDER BY id").AsList());

    public SimulatedPage? Page(string id) =>
        database.Read(c => c.QueryFirstOrDefault<SimulatedPage>($"SELECT {PageColumns} FROM page WHERE id = @id", new { id }));

    /// <summary>Makes Pages that the simulated people administer; the second and later ones get a number behind the name.</summary>
    public IReadOnlyList<SimulatedPage> AddPages(string name, int count, bool mayMessage, bool portfolio, string category) => database.Write(change =>
    {
        var made = new List<SimulatedPage>();
        var first = change.Single<long>("SELECT MAX(CAST(id AS INTEGER)) FROM page") + 1;
        for (var n = 0; n < count; n++)
        {
            var id = (first + n).ToString(CultureInfo.InvariantCulture);
            var page = new SimulatedPage(id, n == 0 ? name : $"{name} {n + 1}", $"sim-page-token-{id}", mayMessage, category, portfolio);
            InsertPage(change, page);
            made.Add(page);
        }

        return made;
    });

    /// <summary>Whether the person who connects the Page holds the MESSAGING task.</summary>
    public bool SetTask(string pageId, bool mayMessage) =>
        database.Write(change => change.Execute("UPDATE page SET may_message = @mayMessage WHERE id = @pageId", new { pageId, mayMessage }) == 1);

    public Customer? Customer(string psid) =>
        database.Read(c => c.QueryFirstOrDefault<Customer>($"SELECT {Schema.CustomerColumns} FROM customer WHERE psid = @psid", new { psid }));

    /// <summary>The newest chats first; people who never wrote stand at the end, in the order they were made.</summary>
    public IReadOnlyList<CustomerRow> Customers(string? pageId, string? search, int limit) => database.Read(c => c.Query<CustomerRow>(
        RowsSql + """
         WHERE (@pageId IS NULL OR c.page_id = @pageId) AND (@search IS NULL OR instr(lower(c.name), lower(@search)) > 0 OR c.psid = @search)
        ORDER BY m.at DESC NULLS LAST, c.created_at, c.rowid LIMIT @limit
        """,
        new { pageId, search, limit }).AsList());

    /// <summary>Null when there is no such Page.</summary>
    public Customer? Add(string pageId, string name, string locale) => database.Write(change =>
    {
        if (change.Single<string>("SELECT id FROM page WHERE id = @pageId", new { pageId }) is null)
        {
            return null;
        }

        var customer = Insert(change, pageId, name, locale);
        change.ShowCustomer(customer.Psid);
        return customer;
    });

    /// <summary>Changes who may write to this person; for tests of blocked customers and closed windows.</summary>
    /// <param name="profile">Empty = as in the settings.</param>
    public bool Update(
        string psid, bool? blocked = null, DateTimeOffset? windowOpenedAt = null, DateTimeOffset? lastMessageAt = null, string? profile = null, bool? tester = null, string? name = null, string? locale = null) => database.Write(change =>
    {
        var found = change.Execute(
            """
            UPDATE customer SET blocked = COALESCE(@blocked, blocked), window_opened_at = COALESCE(@opened, window_opened_at),
                last_message_at = COALESCE(@messaged, @opened, last_message_at), profile = CASE WHEN @profile IS NULL THEN profile ELSE NULLIF(@profile, '') END,
                tester = COALESCE(@tester, tester), name = COALESCE(@name, name), locale = COALESCE(@locale, locale)
            WHERE psid = @psid
            """,
            new { psid, blocked, opened = windowOpenedAt?.ToUnixTimeMilliseconds(), messaged = lastMessageAt?.ToUnixTimeMilliseconds(), profile, tester, name, locale }) == 1;
        if (found)
        {
            change.ShowCustomer(psid);
        }

        return found;
    });

    private Customer Insert(Change change, string pageId, string name, string locale)
    {
        var customer = new Customer(NewPsid(), pageId, name, locale, true, false, null, clock.GetUtcNow().ToUnixTimeMilliseconds());
        change.Execute("INSERT INTO customer(psid, page_id, name, locale, created_at) VALUES (@Psid, @PageId, @Name, @Locale, @CreatedAt)", customer);
        return customer;
    }

    private static void InsertPage(Change change, SimulatedPage page) => change.Execute(
        "INSERT INTO page(id, name, token, may_message, category, portfolio) VALUES (@Id, @Name, @Token, @MayMessage, @Category, @Portfolio)", page);

    private bool Seed(Change change)
    {
        if (change.Single<long>("SELECT COUNT(*) FROM page") > 0)
        {
            return false;
        }

        foreach (var page in SimulatorDefaults.Pages)
        {
            InsertPage(change, page);
        }

        foreach (var (name, locale) in SimulatorDefaults.TiendaCustomers)
        {
            Insert(change, SimulatorDefaults.TiendaPageId, name, locale);
        }

        return true;
    }

    // Sixteen digits leave no room for a collision worth handling: the primary key would refuse it.
    private static string NewPsid()
    {
        Span<byte> bytes = stackalloc byte[8];
        RandomNumberGenerator.Fill(bytes);
        return (1_000_000_000_000_000 + (long)(BitConverter.ToUInt64(bytes) % 9_000_000_000_000_000)).ToString(CultureInfo.InvariantCulture);
    }
}
