-- Owner: activation. Attempts to connect a campaign with a Page, with how each ended.
CREATE TABLE activation (
    id              TEXT NOT NULL PRIMARY KEY,
    campaign_id     TEXT NOT NULL,
    campaign_name   TEXT NOT NULL,
    started_at      INTEGER NOT NULL,
    until           INTEGER NOT NULL,
    by_id           TEXT NOT NULL,
    by_user_name    TEXT NOT NULL,
    by_display_name TEXT NOT NULL,
    phase           TEXT NOT NULL,
    exit            TEXT,
    page_id         TEXT,
    page_name       TEXT,
    changed_at      INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX activation_campaign ON activation (campaign_id, started_at);

-- Owner: page. How each Page fares at Meta now.
CREATE TABLE page_health (
    page_id  TEXT NOT NULL PRIMARY KEY,
    verdict  TEXT NOT NULL,
    reasons  TEXT NOT NULL,  -- JSON
    ends_at  INTEGER,
    since    INTEGER NOT NULL
) WITHOUT ROWID;

-- And how it fared before.
CREATE TABLE page_health_change (
    page_id  TEXT NOT NULL,
    at       INTEGER NOT NULL,
    verdict  TEXT NOT NULL,
    reasons  TEXT NOT NULL,
    PRIMARY KEY (page_id, at, verdict)
) WITHOUT ROWID;

-- Messages that wait for their Page to be well again.
CREATE INDEX message_kept ON message (conversation_key) WHERE state = 'queued' AND failure_reason IS NOT NULL;
