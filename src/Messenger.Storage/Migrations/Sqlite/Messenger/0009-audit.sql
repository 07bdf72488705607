-- Who changed which setting. Owner: the stream of what was changed, campaign or configuration; one row per save, never changed.
CREATE TABLE audit (
    position     INTEGER NOT NULL PRIMARY KEY,
    at           INTEGER NOT NULL,
    target       TEXT    NOT NULL,        -- configuration, campaign:{id}
    kind         TEXT    NOT NULL,        -- created, settings, members
    version      INTEGER NOT NULL,        -- of what was changed, after it
    user_id      TEXT,                    -- null = the installation itself
    user_name    TEXT,
    display_name TEXT,
    search       TEXT    NOT NULL,        -- user and display name
    changes      TEXT    NOT NULL         -- JSON array of {field, before, after}
);
CREATE UNIQUE INDEX audit_once ON audit (target, kind, version);
CREATE INDEX audit_at ON audit (at, position);
CREATE INDEX audit_target ON audit (target, position);

-- Owner: campaign. How often its members changed; no row = not since this was counted.
CREATE TABLE member_list (
    campaign_id TEXT    NOT NULL PRIMARY KEY,
    version     INTEGER NOT NULL
) WITHOUT ROWID;
