-- Owner: activation. Attempts to connect a campaign with a Page, with how each ended.
CREATE TABLE activation (
    id              TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    campaign_id     TEXT COLLATE "C" NOT NULL,
    campaign_name   TEXT COLLATE "C" NOT NULL,
    started_at      BIGINT NOT NULL,
    until           BIGINT NOT NULL,
    by_id           TEXT COLLATE "C" NOT NULL,
    by_user_name    TEXT COLLATE "C" NOT NULL,
    by_display_name TEXT COLLATE "C" NOT NULL,
    phase           TEXT COLLATE "C" NOT NULL,
    exit            TEXT COLLATE "C",
    page_id         TEXT COLLATE "C",
    page_name       TEXT COLLATE "C",
    changed_at      BIGINT NOT NULL
);
CREATE INDEX activation_campaign ON activation (campaign_id, started_at);

-- Owner: page. How each Page fares at Meta now.
CREATE TABLE page_health (
    page_id  TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    verdict  TEXT COLLATE "C" NOT NULL,
    reasons  TEXT COLLATE "C" NOT NULL,  -- JSON
    ends_at  BIGINT,
    since    BIGINT NOT NULL
);

-- And how it fared before.
CREATE TABLE page_health_change (
    page_id  TEXT COLLATE "C" NOT NULL,
    at       BIGINT NOT NULL,
    verdict  TEXT COLLATE "C" NOT NULL,
    reasons  TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (page_id, at, verdict)
);

-- Messages that wait for their Page to be well again.
CREATE INDEX message_kept ON message (conversation_key) WHERE state = 'queued' AND failure_reason IS NOT NULL;
