-- Campaigns that were deleted: their recordings, figures and audit stay, and go by what they were called and set to. Owner: campaign.
CREATE TABLE deleted_campaign (
    id         TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    name       TEXT COLLATE "C" NOT NULL,
    settings   TEXT COLLATE "C" NOT NULL,  -- as they were, without the Page's token, JSON
    deleted_at BIGINT           NOT NULL
);

-- The settings' version: who keeps them parsed sees by it that they are still the same. 0 = of a save before it was kept.
ALTER TABLE campaign ADD COLUMN version BIGINT NOT NULL DEFAULT 0;
