-- Times are whole milliseconds since 1970-01-01 UTC, as integers, in every table: they compare and subtract without a
-- parser, carry no time zone that could be misread, and mean the same in SQLite and PostgreSQL.
-- Text is compared byte by byte (collation C), as the rules do it, whatever the database was created with.

-- The head of each stream of facts. A writer moves it from the version it expects or loses.
CREATE TABLE stream (
    id          TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    version     BIGINT           NOT NULL,
    last_commit TEXT COLLATE "C" NOT NULL  -- tells a writer whose connection died at COMMIT whether its commit arrived
) WITH (fillfactor = 70);

-- One row per stream and commit. Rows are never deleted, so a position never repeats. Positions are given before the commit:
-- who reads the journal from its tail reads below the oldest transaction that still runs.
CREATE TABLE journal (
    position     BIGINT           GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    stream       TEXT COLLATE "C" NOT NULL,
    version      BIGINT           NOT NULL,
    at           BIGINT           NOT NULL,
    facts        TEXT COLLATE "C" NOT NULL,
    content      TEXT COLLATE "C",  -- what people wrote and are called; erasure sets it null
    content_hash BYTEA,
    view_version BIGINT           NOT NULL,
    commands     TEXT COLLATE "C",
    transaction_id XID8          NOT NULL DEFAULT pg_current_xact_id(),
    UNIQUE (stream, version)
);

-- Every message id that was ever taken in. Its hash, because an id may be longer than an index entry can be.
CREATE TABLE message_key (
    page_id  TEXT COLLATE "C" NOT NULL,
    mid_hash BYTEA            NOT NULL,
    PRIMARY KEY (page_id, mid_hash)
);

-- When somebody must look at a stream again.
CREATE TABLE due (
    stream TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    due_at BIGINT           NOT NULL
);
CREATE INDEX due_at ON due (due_at);

-- What could not be taken in, byte for byte, for a person to look at.
CREATE TABLE kept_aside (
    id      BIGINT           GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    reason  TEXT COLLATE "C" NOT NULL,
    page_id TEXT COLLATE "C",
    raw     BYTEA            NOT NULL,
    at      BIGINT           NOT NULL
);
