-- Who may sign in. "user" is a reserved word of PostgreSQL.
CREATE TABLE user_account (
    id                   TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    user_name            TEXT COLLATE "C" NOT NULL,
    normalized_user_name TEXT COLLATE "C" NOT NULL,
    display_name         TEXT COLLATE "C" NOT NULL,
    password_hash        TEXT COLLATE "C",
    security_stamp       TEXT COLLATE "C" NOT NULL,
    concurrency_stamp    TEXT COLLATE "C" NOT NULL,
    access_failed_count  BIGINT           NOT NULL,
    lockout_end          BIGINT,
    lockout_enabled      BIGINT           NOT NULL,
    disabled             BIGINT           NOT NULL
);
CREATE UNIQUE INDEX user_account_name ON user_account (normalized_user_name);

CREATE TABLE user_role (
    user_id TEXT COLLATE "C" NOT NULL,
    role    TEXT COLLATE "C" NOT NULL,  -- agent, supervisor, administrator
    PRIMARY KEY (user_id, role)
);
CREATE INDEX user_role_role ON user_role (role);

-- Keys that protect cookies and Page tokens; every silo reads them here.
CREATE TABLE data_protection_key (
    id            BIGINT           GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    friendly_name TEXT COLLATE "C" NOT NULL,
    xml           TEXT COLLATE "C" NOT NULL
);
