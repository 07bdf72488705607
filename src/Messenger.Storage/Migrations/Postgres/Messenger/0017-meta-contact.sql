-- Owner: the front. When Meta last proved that it reaches this installation: one row, written at each handshake of the webhook.
CREATE TABLE webhook_handshake (
    id  BIGINT NOT NULL PRIMARY KEY,
    at  BIGINT NOT NULL
);

-- Messages that went out under Meta's tag for a person's answer after the 24 hours: whether Meta granted it shows in what became of them.
ALTER TABLE message ADD COLUMN tag TEXT;  -- human-agent; null = none
CREATE INDEX message_tag ON message (tag, at) WHERE tag IS NOT NULL;
