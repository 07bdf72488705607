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
        """;

    public const string CustomerColumns = "psid Psid, page_id PageId, name Name, locale Locale, online Online, blocked Blocked, window_opened_at WindowOpenedAt, created_at CreatedAt";

    public const string MessageColumns = "mid Mid, page_id PageId, psid Psid, direction Direction, text Text, at At, delivered_at DeliveredAt, read_at ReadAt, app_id AppId, metadata Metadata";
}
