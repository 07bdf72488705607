-- A transfer into another campaign: where it is now. campaign_id stays the one it was opened in, in which it counts (docs/metrics.md).
ALTER TABLE interaction ADD COLUMN now_campaign_id TEXT COLLATE "C";
ALTER TABLE interaction ADD COLUMN now_campaign_name TEXT;
CREATE INDEX interaction_now_active ON interaction (now_campaign_id) WHERE status = 'active' AND now_campaign_id IS NOT NULL;
