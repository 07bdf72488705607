-- Read models. Each row is written by exactly one stream, in the transaction of its facts; the owner stands beside the table.
-- Columns named search hold text without marks and in lower case (SearchText), so that a search needs no collation.

-- Owner: conversation.
CREATE TABLE conversation (
    key           TEXT NOT NULL PRIMARY KEY,
    page_id       TEXT NOT NULL,
    psid          TEXT NOT NULL,
    customer_name TEXT NOT NULL,
    locale        TEXT,
    search        TEXT NOT NULL           -- name and psid
) WITHOUT ROWID;

-- Owner: conversation.
CREATE TABLE interaction (
    id               TEXT    NOT NULL PRIMARY KEY,
    conversation_key TEXT    NOT NULL,
    number           INTEGER NOT NULL,
    campaign_id      TEXT    NOT NULL,
    campaign_name    TEXT    NOT NULL,    -- as it was called when the interaction opened
    status           TEXT    NOT NULL,    -- waiting, active, closed
    place            TEXT,                -- queued, disabled; null until the campaign has answered
    opened_at        INTEGER NOT NULL,
    queued_at        INTEGER,             -- q of the formulas
    answered_at      INTEGER,             -- a of the formulas
    ended_at         INTEGER,             -- e of the formulas
    agent_id         TEXT,
    agent_user_name  TEXT,
    agent_name       TEXT,
    search           TEXT    NOT NULL,    -- user and display name of the agent
    completed        INTEGER NOT NULL,    -- 1 = counts as completed for agent_id
    end_reason       TEXT,
    disposition_id   TEXT,
    note             TEXT
) WITHOUT ROWID;
CREATE INDEX interaction_opened ON interaction (opened_at, id);
CREATE INDEX interaction_campaign_opened ON interaction (campaign_id, opened_at, id);
CREATE INDEX interaction_status_opened ON interaction (status, opened_at, id);
CREATE INDEX interaction_campaign_queued ON interaction (campaign_id, queued_at, answered_at) WHERE queued_at IS NOT NULL;
CREATE INDEX interaction_campaign_ended ON interaction (campaign_id, ended_at, completed, agent_id) WHERE ended_at IS NOT NULL;
CREATE INDEX interaction_campaign_active ON interaction (campaign_id) WHERE status = 'active';

-- Owner: conversation. Position is the order of receipt over all conversations; events of an interaction stand between
-- its messages with direction system and the seq of the message before them.
CREATE TABLE message (
    position          INTEGER NOT NULL PRIMARY KEY,
    conversation_key  TEXT    NOT NULL,
    seq               INTEGER NOT NULL,
    interaction_id    TEXT,               -- null: written from the Page's inbox while no interaction ran
    mid               TEXT,
    client_message_id TEXT,
    direction         TEXT    NOT NULL,   -- in, out, auto, system
    text              TEXT,
    attachments       TEXT,               -- JSON array; null = none
    at                INTEGER NOT NULL,   -- Meta's time of what came in, ours of what went out
    state             TEXT    NOT NULL,   -- received | queued, sent, delivered, read, failed, unknown | recorded (system)
    author            TEXT,               -- display name of the agent
    failure_reason    TEXT,
    reply_to_mid      TEXT
);
CREATE UNIQUE INDEX message_seq ON message (conversation_key, seq) WHERE direction <> 'system';
CREATE INDEX message_interaction ON message (interaction_id, position);
CREATE INDEX message_at ON message (at, position);
CREATE UNIQUE INDEX message_client ON message (conversation_key, client_message_id) WHERE client_message_id IS NOT NULL;

-- Owner: campaign. A row for each interaction that waits or is under offer.
CREATE TABLE queue_entry (
    campaign_id    TEXT    NOT NULL,
    interaction_id TEXT    NOT NULL,
    epoch          INTEGER NOT NULL,
    class          INTEGER NOT NULL,      -- 0 returned or transferred, 1 normal
    since          INTEGER NOT NULL,
    lease          INTEGER,               -- the open offer; null = waits
    offered_to     TEXT,
    PRIMARY KEY (campaign_id, interaction_id)
) WITHOUT ROWID;
CREATE INDEX queue_entry_order ON queue_entry (campaign_id, class, since, interaction_id);
CREATE UNIQUE INDEX queue_entry_lease ON queue_entry (campaign_id, lease);

-- Owner: campaign.
CREATE TABLE campaign (
    id       TEXT    NOT NULL PRIMARY KEY,
    name     TEXT    NOT NULL,
    name_key TEXT    NOT NULL,            -- the name in lower case
    type     TEXT    NOT NULL,            -- messenger, voice
    page_id  TEXT,
    enabled  INTEGER NOT NULL,
    settings TEXT    NOT NULL             -- all of it, JSON
) WITHOUT ROWID;
CREATE UNIQUE INDEX campaign_name ON campaign (name_key) WHERE name_key <> '';
CREATE UNIQUE INDEX campaign_page ON campaign (page_id) WHERE enabled = 1 AND type = 'messenger';
CREATE INDEX campaign_by_page ON campaign (page_id, enabled);

-- Owner: campaign.
CREATE TABLE campaign_member (
    campaign_id TEXT    NOT NULL,
    agent_id    TEXT    NOT NULL,
    position    INTEGER NOT NULL,
    penalty     INTEGER NOT NULL,
    PRIMARY KEY (campaign_id, agent_id)
) WITHOUT ROWID;
CREATE INDEX campaign_member_agent ON campaign_member (agent_id);

-- Owner: agent.
CREATE TABLE agent (
    id           TEXT    NOT NULL PRIMARY KEY,
    user_name    TEXT    NOT NULL,
    display_name TEXT    NOT NULL,
    status       TEXT    NOT NULL,        -- available, offline
    connected    INTEGER NOT NULL,
    break_id     TEXT,
    break_name   TEXT,
    break_icon   TEXT,
    break_since  INTEGER,
    in_call      INTEGER NOT NULL,
    load         INTEGER NOT NULL,
    max_load     INTEGER NOT NULL,
    since        INTEGER NOT NULL
) WITHOUT ROWID;

-- Owner: configuration. One row.
CREATE TABLE configuration (
    id       INTEGER NOT NULL PRIMARY KEY,
    version  INTEGER NOT NULL,
    settings TEXT    NOT NULL
);
