namespace Messenger.Simulator.World;

internal static class Schema
{
    public const string Sql = """
        CREATE TABLE IF NOT EXISTS page (
            id TEXT PRIMARY KEY, name TEXT NOT NULL, token TEXT NOT NULL UNIQUE, may_message INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS customer (
            psid TEXT PRIMARY KEY, page_id TEXT NOT NULL REFERENCES page(id), name TEXT NOT NULL, locale TEXT NOT NULL,
            online INTEGER NOT NULL DEFAULT 1, blocked INTEGER NOT NULL DEFAULT 0, window_opened_at INTEGER, created_at INTEGER NOT NULL);
        CREATE INDEX IF NOT EXISTS customer_page ON customer(page_id);
        CREATE TABLE IF NOT EXISTS message (
            seq INTEGER PRIMARY KEY AUTOINCREMENT, mid TEXT NOT NULL UNIQUE, page_id TEXT NOT NULL, psid TEXT NOT NULL,
            direction TEXT NOT NULL, text TEXT NOT NULL, at INTEGER NOT NULL, delivered_at INTEGER, read_at INTEGER, app_id TEXT, metadata TEXT);
        CREATE INDEX IF NOT EXISTS message_customer ON message(psid, seq);
        CREATE INDEX IF NOT EXISTS message_unread ON message(psid, direction) WHERE read_at IS NULL;
        CREATE TABLE IF NOT EXISTS delivery (
            id INTEGER PRIMARY KEY AUTOINCREMENT, lane TEXT NOT NULL, body BLOB NOT NULL, mid TEXT);
        CREATE TABLE IF NOT EXISTS setting (key TEXT PRIMARY KEY, value TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS token (
            value TEXT PRIMARY KEY, kind TEXT NOT NULL, person_id TEXT, page_id TEXT, scopes TEXT NOT NULL,
            issued_at INTEGER NOT NULL, expires_at INTEGER, data_until INTEGER, cause INTEGER);
        CREATE TABLE IF NOT EXISTS permission (
            person_id TEXT NOT NULL, name TEXT NOT NULL, granted INTEGER NOT NULL, PRIMARY KEY (person_id, name));
        CREATE TABLE IF NOT EXISTS page_grant (
            person_id TEXT NOT NULL, page_id TEXT NOT NULL, granted INTEGER NOT NULL, PRIMARY KEY (person_id, page_id));
        CREATE TABLE IF NOT EXISTS login_code (
            code TEXT PRIMARY KEY, person_id TEXT NOT NULL, redirect_uri TEXT NOT NULL, scopes TEXT NOT NULL, expires_at INTEGER NOT NULL, used INTEGER NOT NULL DEFAULT 0);
        CREATE TABLE IF NOT EXISTS subscription (
            page_id TEXT PRIMARY KEY, fields TEXT NOT NULL, disabled_at INTEGER);
        CREATE TABLE IF NOT EXISTS alert (
            id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, page_id TEXT NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS thread (
            psid TEXT PRIMARY KEY, owner_app TEXT, automated INTEGER NOT NULL DEFAULT 0, until INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS file (
            id TEXT PRIMARY KEY, content_type TEXT NOT NULL, name TEXT NOT NULL, bytes BLOB NOT NULL);
        CREATE TABLE IF NOT EXISTS attachment (
            id TEXT PRIMARY KEY, page_id TEXT NOT NULL, type TEXT NOT NULL, file_id TEXT NOT NULL REFERENCES file(id), expires_at INTEGER NOT NULL);
        """;

    /// <summary>What later editions added to the first tables; a file of an earlier edition gets it at the start.</summary>
    public static readonly (string Table, string Column, string Type)[] Additions =
    [
        ("page", "category", "TEXT NOT NULL DEFAULT 'Shopping & retail'"),
        ("page", "portfolio", "INTEGER NOT NULL DEFAULT 0"),
        ("customer", "last_message_at", "INTEGER"),
        ("customer", "profile", "TEXT"),
        ("customer", "tester", "INTEGER NOT NULL DEFAULT 0"),
        ("message", "attachments", "TEXT"),
        ("message", "quick_replies", "TEXT"),
        ("message", "reply_to", "TEXT"),
        ("message", "reaction_in", "TEXT"),
        ("message", "reaction_out", "TEXT"),
        ("message", "edits", "INTEGER NOT NULL DEFAULT 0"),
        ("message", "unsent", "INTEGER NOT NULL DEFAULT 0"),
        ("delivery", "page_id", "TEXT NOT NULL DEFAULT ''"),
        ("delivery", "not_before", "INTEGER NOT NULL DEFAULT 0"),
        ("delivery", "signing", "TEXT"),
    ];

    public const string CustomerColumns = """
        psid Psid, page_id PageId, name Name, locale Locale, online Online, blocked Blocked, window_opened_at WindowOpenedAt, created_at CreatedAt,
        last_message_at LastMessageAt, profile Profile, tester Tester
        """;

    public const string MessageColumns = """
        mid Mid, page_id PageId, psid Psid, direction Direction, text Text, at At, delivered_at DeliveredAt, read_at ReadAt, app_id AppId, metadata Metadata,
        attachments Attachments, quick_replies QuickReplies, reply_to ReplyTo, reaction_in ReactionIn, reaction_out ReactionOut, edits Edits, unsent Unsent, seq Seq
        """;

    public const string DeliveryColumns = "id Id, lane Lane, body Body, mid Mid, page_id Pages, not_before NotBefore, signing Signing";
}
