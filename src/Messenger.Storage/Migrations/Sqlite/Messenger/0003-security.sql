-- Who may sign in. "user" is a reserved word of PostgreSQL.
CREATE TABLE user_account (
    id                   TEXT    NOT NULL PRIMARY KEY,
    user_name            TEXT    NOT NULL,
    normalized_user_name TEXT    NOT NULL,
    display_name         TEXT    NOT NULL,
    password_hash        TEXT,
    security_stamp       TEXT    NOT NULL,
    concurrency_stamp    TEXT    NOT NULL,
    access_failed_count  INTEGER NOT NULL,
    lockout_end          INTEGER,
    lockout_enabled      INTEGER NOT NULL,
    disabled             INTEGER NOT NULL
) WITHOUT ROWID;
CREATE UNIQUE INDEX user_account_name ON user_account (normalized_user_name);

CREATE TABLE user_role (
    user_id TEXT NOT NULL,
    role    TEXT NOT NULL,                -- agent, supervisor, administrator
    PRIMARY KEY (user_id, role)
) WITHOUT ROWID;
CREATE INDEX user_role_role ON user_role (role);

-- Keys that protect cookies and Page tokens; every silo reads them here.
CREATE TABLE data_protection_key (
    id            INTEGER NOT NULL PRIMARY KEY,
    friendly_name TEXT    NOT NULL,
    xml           TEXT    NOT NULL
);
