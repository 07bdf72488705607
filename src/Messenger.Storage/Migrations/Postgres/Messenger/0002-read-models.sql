-- Read models. Each row is written by exactly one stream, in the transaction of its facts; the owner stands beside the table.
-- Columns named search hold text without marks and in lower case (SearchText), so that a search needs no collation.

-- Owner: conversation.
CREATE TABLE conversation (
    key           TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    page_id       TEXT COLLATE "C" NOT NULL,
    psid          TEXT COLLATE "C" NOT NULL,
    customer_name TEXT COLLATE "C" NOT NULL,
    locale        TEXT COLLATE "C",
    search        TEXT COLLATE "C" NOT NULL  -- name and psid
);

-- Owner: conversation.
CREATE TABLE interaction (
    id               TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    conversation_key TEXT COLLATE "C" NOT NULL,
    number           BIGINT           NOT NULL,
    campaign_id      TEXT COLLATE "C" NOT NULL,
    campaign_name    TEXT COLLATE "C" NOT NULL,  -- as it was called when the interaction opened
    status           TEXT COLLATE "C" NOT NULL,  -- waiting, active, closed
    place            TEXT COLLATE "C",  -- queued, disabled; null until the campaign has answered
    opened_at        BIGINT           NOT NULL,
    queued_at        BIGINT,  -- q of the formulas
    answered_at      BIGINT,  -- a of the formulas
    ended_at         BIGINT,  -- e of the formulas
    agent_id         TEXT COLLATE "C",
    agent_user_name  TEXT COLLATE "C",
    agent_name       TEXT COLLATE "C",
    search           TEXT COLLATE "C" NOT NULL,  -- user and display name of the agent
    completed        BIGINT           NOT NULL,  -- 1 = counts as completed for agent_id
    end_reason       TEXT COLLATE "C",
    disposition_id   TEXT COLLATE "C",
    note             TEXT COLLATE "C"
);
CREATE INDEX interaction_opened ON interaction (opened_at, id);
CREATE INDEX interaction_campaign_opened ON interaction (campaign_id, opened_at, id);
CREATE INDEX interaction_status_opened ON interaction (status, opened_at, id);
CREATE INDEX interaction_campaign_queued ON interaction (campaign_id, queued_at, answered_at) WHERE queued_at IS NOT NULL;
CREATE INDEX interaction_campaign_ended ON interaction (campaign_id, ended_at, completed, agent_id) WHERE ended_at IS NOT NULL;
CREATE INDEX interaction_campaign_active ON interaction (campaign_id) WHERE status = 'active';

-- Owner: conversation. Position is the order of receipt over all conversations; events of an interaction stand between
-- its messages with direction system and the seq of the message before them.
CREATE TABLE message (
    position          BIGINT           GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    conversation_key  TEXT COLLATE "C" NOT NULL,
    seq               BIGINT           NOT NULL,
    interaction_id    TEXT COLLATE "C",  -- null: written from the Page's inbox while no interaction ran
    mid               TEXT COLLATE "C",
    client_message_id TEXT COLLATE "C",
    direction         TEXT COLLATE "C" NOT NULL,  -- in, out, auto, system
    text              TEXT COLLATE "C",
    attachments       TEXT COLLATE "C",  -- JSON array; null = none
    at                BIGINT           NOT NULL,  -- Meta's time of what came in, ours of what went out
    state             TEXT COLLATE "C" NOT NULL,  -- received | queued, sent, delivered, read, failed, unknown | recorded (system)
    author            TEXT COLLATE "C",  -- display name of the agent
    failure_reason    TEXT COLLATE "C",
    reply_to_mid      TEXT COLLATE "C"
);
CREATE UNIQUE INDEX message_seq ON message (conversation_key, seq) WHERE direction <> 'system';
CREATE INDEX message_interaction ON message (interaction_id, position);
CREATE INDEX message_at ON message (at, position);
CREATE UNIQUE INDEX message_client ON message (conversation_key, client_message_id) WHERE client_message_id IS NOT NULL;

-- Owner: campaign. A row for each interaction that waits or is under offer.
CREATE TABLE queue_entry (
    campaign_id    TEXT COLLATE "C" NOT NULL,
    interaction_id TEXT COLLATE "C" NOT NULL,
    epoch          BIGINT           NOT NULL,
    class          BIGINT           NOT NULL,  -- 0 returned or transferred, 1 normal
    since          BIGINT           NOT NULL,
    lease          BIGINT,  -- the open offer; null = waits
    offered_to     TEXT COLLATE "C",
    PRIMARY KEY (campaign_id, interaction_id)
);
CREATE INDEX queue_entry_order ON queue_entry (campaign_id, class, since, interaction_id);
CREATE UNIQUE INDEX queue_entry_lease ON queue_entry (campaign_id, lease);

-- Owner: campaign.
CREATE TABLE campaign (
    id       TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    name     TEXT COLLATE "C" NOT NULL,
    name_key TEXT COLLATE "C" NOT NULL,  -- the name in lower case
    type     TEXT COLLATE "C" NOT NULL,  -- messenger, voice
    page_id  TEXT COLLATE "C",
    enabled  BIGINT           NOT NULL,
    settings TEXT COLLATE "C" NOT NULL  -- all of it, JSON
);
CREATE UNIQUE INDEX campaign_name ON campaign (name_key) WHERE name_key <> '';
CREATE UNIQUE INDEX campaign_page ON campaign (page_id) WHERE enabled = 1 AND type = 'messenger';
CREATE INDEX campaign_by_page ON campaign (page_id, enabled);

-- Owner: campaign.
CREATE TABLE campaign_member (
    campaign_id TEXT COLLATE "C" NOT NULL,
    agent_id    TEXT COLLATE "C" NOT NULL,
    position    BIGINT           NOT NULL,
    penalty     BIGINT           NOT NULL,
    PRIMARY KEY (campaign_id, agent_id)
);
CREATE INDEX campaign_member_agent ON campaign_member (agent_id);

-- Owner: agent.
CREATE TABLE agent (
    id           TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    user_name    TEXT COLLATE "C" NOT NULL,
    display_name TEXT COLLATE "C" NOT NULL,
    status       TEXT COLLATE "C" NOT NULL,  -- available, offline
    connected    BIGINT           NOT NULL,
    break_id     TEXT COLLATE "C",
    break_name   TEXT COLLATE "C",
    break_icon   TEXT COLLATE "C",
    break_since  BIGINT,
    in_call      BIGINT           NOT NULL,
    load         BIGINT           NOT NULL,
    max_load     BIGINT           NOT NULL,
    since        BIGINT           NOT NULL
);

-- Owner: configuration. One row.
CREATE TABLE configuration (
    id       BIGINT           NOT NULL PRIMARY KEY,
    version  BIGINT           NOT NULL,
    settings TEXT COLLATE "C" NOT NULL
);
