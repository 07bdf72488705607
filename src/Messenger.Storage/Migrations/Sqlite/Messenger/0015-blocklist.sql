-- Owner: conversation. Customers who are not served; who they are stands in conversation.
CREATE TABLE blocked_customer (
    conversation_key TEXT NOT NULL PRIMARY KEY,
    reason           TEXT NOT NULL,
    search           TEXT NOT NULL,  -- the reason
    at               INTEGER NOT NULL,
    by_id            TEXT NOT NULL,
    by_user_name     TEXT NOT NULL,
    by_display_name  TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX blocked_customer_at ON blocked_customer (at, conversation_key);

-- What an agent's break is called in each language, JSON; null = it has its name only.
ALTER TABLE agent ADD COLUMN break_names TEXT;
