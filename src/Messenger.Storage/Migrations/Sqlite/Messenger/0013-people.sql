ALTER TABLE user_account ADD COLUMN one_time INTEGER NOT NULL DEFAULT 0;      -- the password was made for him
ALTER TABLE user_account ADD COLUMN all_campaigns INTEGER NOT NULL DEFAULT 1; -- as a supervisor; 0 = those in user_campaign
ALTER TABLE user_account ADD COLUMN search TEXT NOT NULL DEFAULT '';          -- user and display name; accents stay until his next save
UPDATE user_account SET search = lower(user_name || char(10) || display_name);
CREATE INDEX user_account_plain_name ON user_account (user_name);

CREATE TABLE user_campaign (
    user_id     TEXT NOT NULL,
    campaign_id TEXT NOT NULL,
    PRIMARY KEY (user_id, campaign_id)
) WITHOUT ROWID;

-- Counts the changes of what people may do: whoever decides by what he read of them saves only if it still is that.
CREATE TABLE people (
    id      INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    version INTEGER NOT NULL
);
INSERT INTO people (id, version) VALUES (1, 0);
