-- What the product knows about files; their bytes stand in the files directory under their hash. Rows of customers' files are written
-- in the transaction of the conversation's facts.
CREATE TABLE file (
    id         TEXT    NOT NULL PRIMARY KEY,   -- random; of an upload it is the upload's id
    hash       TEXT    NOT NULL,               -- SHA-256 of the content, 64 hex digits
    media_type TEXT    NOT NULL,               -- by the content
    size       INTEGER NOT NULL,
    name       TEXT,
    user_id    TEXT,                           -- who uploaded it; null: a customer's
    at         INTEGER NOT NULL,
    expires_at INTEGER,                        -- an upload that no message uses is gone then; null: kept
    message    TEXT                            -- whose attachment it is: conversation key and seq; null: an upload
) WITHOUT ROWID;
CREATE INDEX file_hash ON file (hash);
CREATE INDEX file_expires ON file (expires_at) WHERE expires_at IS NOT NULL;
CREATE INDEX file_message ON file (message) WHERE message IS NOT NULL;
