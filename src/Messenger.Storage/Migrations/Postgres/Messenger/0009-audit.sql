-- Who changed which setting. Owner: the stream of what was changed, campaign or configuration; one row per save, never changed.
CREATE TABLE audit (
    position     BIGINT           GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at           BIGINT           NOT NULL,
    target       TEXT COLLATE "C" NOT NULL,  -- configuration, campaign:{id}
    kind         TEXT COLLATE "C" NOT NULL,  -- created, settings, members
    version      BIGINT           NOT NULL,  -- of what was changed, after it
    user_id      TEXT COLLATE "C",           -- null = the installation itself
    user_name    TEXT COLLATE "C",
    display_name TEXT COLLATE "C",
    search       TEXT COLLATE "C" NOT NULL,  -- user and display name
    changes      TEXT COLLATE "C" NOT NULL   -- JSON array of {field, before, after}
);
CREATE UNIQUE INDEX audit_once ON audit (target, kind, version);
CREATE INDEX audit_at ON audit (at, position);
CREATE INDEX audit_target ON audit (target, position);

-- Owner: campaign. How often its members changed; no row = not since this was counted.
CREATE TABLE member_list (
    campaign_id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    version     BIGINT           NOT NULL
);
