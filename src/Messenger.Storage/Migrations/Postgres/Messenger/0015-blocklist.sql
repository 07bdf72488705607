-- Owner: conversation. Customers who are not served; who they are stands in conversation.
CREATE TABLE blocked_customer (
    conversation_key TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    reason           TEXT COLLATE "C" NOT NULL,
    search           TEXT COLLATE "C" NOT NULL,  -- the reason
    at               BIGINT NOT NULL,
    by_id            TEXT COLLATE "C" NOT NULL,
    by_user_name     TEXT COLLATE "C" NOT NULL,
    by_display_name  TEXT COLLATE "C" NOT NULL
);
CREATE INDEX blocked_customer_at ON blocked_customer (at, conversation_key);

-- What an agent's break is called in each language, JSON; null = it has its name only.
ALTER TABLE agent ADD COLUMN break_names TEXT COLLATE "C";
