-- Times are whole milliseconds since 1970-01-01 UTC, as integers, in every table: they compare and subtract without a
-- parser, carry no time zone that could be misread, take 6 bytes, and mean the same in SQLite and PostgreSQL.

-- The head of each stream of facts. A writer moves it from the version it expects or loses.
CREATE TABLE stream (
    id          TEXT    NOT NULL PRIMARY KEY,
    version     INTEGER NOT NULL,
    last_commit TEXT    NOT NULL          -- tells a writer whose connection died at COMMIT whether its commit arrived
) WITHOUT ROWID;

-- One row per stream and commit. Position is the order of commits; rows are never deleted, so it never repeats.
CREATE TABLE journal (
    position     INTEGER NOT NULL PRIMARY KEY,
    stream       TEXT    NOT NULL,
    version      INTEGER NOT NULL,
    at           INTEGER NOT NULL,
    facts        TEXT    NOT NULL,
    content      TEXT,                    -- what people wrote and are called; erasure sets it null
    content_hash BLOB,
    view_version INTEGER NOT NULL,
    commands     TEXT,
    UNIQUE (stream, version)
);

-- Every message id that was ever taken in. Its hash, because an id may be longer than an index entry can be.
CREATE TABLE message_key (
    page_id  TEXT NOT NULL,
    mid_hash BLOB NOT NULL,
    PRIMARY KEY (page_id, mid_hash)
) WITHOUT ROWID;

-- When somebody must look at a stream again.
CREATE TABLE due (
    stream TEXT    NOT NULL PRIMARY KEY,
    due_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX due_at ON due (due_at);

-- What could not be taken in, byte for byte, for a person to look at.
CREATE TABLE kept_aside (
    id      INTEGER NOT NULL PRIMARY KEY,
    reason  TEXT    NOT NULL,
    page_id TEXT,
    raw     BLOB    NOT NULL,
    at      INTEGER NOT NULL
);
