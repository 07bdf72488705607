-- What Meta tells outside the conversations. Rows belong to no stream; each is written once and never changed.

-- A person who signed in with Meta removed the app (deauthorize) or asked for his data to be deleted (deletion).
CREATE TABLE meta_callback (
    kind        TEXT    NOT NULL,         -- deauthorize, deletion
    user_id     TEXT    NOT NULL,         -- app-scoped: never a customer's
    issued_at   INTEGER NOT NULL,         -- Meta's time; 0 = it gave none
    received_at INTEGER NOT NULL,
    code        TEXT,                     -- opens the public page of a deletion; null for the other kind
    PRIMARY KEY (kind, user_id, issued_at)
) WITHOUT ROWID;
CREATE UNIQUE INDEX meta_callback_code ON meta_callback (code) WHERE code IS NOT NULL;

-- Something that concerns a Page as a whole. Its bytes stand in kept_aside too.
CREATE TABLE page_event (
    id       INTEGER NOT NULL PRIMARY KEY,
    page_id  TEXT    NOT NULL,
    at       INTEGER NOT NULL,            -- Meta's time, else that of receipt
    kind     TEXT    NOT NULL,            -- policy_enforcement, app_roles, changes
    action   TEXT    NOT NULL,            -- warning, block, unblock | our app's roles | the field that changed
    reason   TEXT,                        -- Meta's words
    hash     BLOB    NOT NULL             -- of what Meta sent: the same again is no new event
);
CREATE UNIQUE INDEX page_event_hash ON page_event (page_id, hash);
CREATE INDEX page_event_at ON page_event (page_id, at, id);
