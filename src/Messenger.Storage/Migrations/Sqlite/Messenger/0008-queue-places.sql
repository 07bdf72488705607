-- Those who do not wait in the queue itself: held beyond its limit, of a closed period, recorded only, or beyond anybody's answer.
ALTER TABLE queue_entry ADD COLUMN place TEXT NOT NULL DEFAULT 'queued';  -- queued, held, closed-hours, out-of-hours, disabled, window-closed
ALTER TABLE queue_entry ADD COLUMN came_at INTEGER;  -- when it came; since is when its wait began. Null = the same
CREATE INDEX queue_entry_place ON queue_entry (campaign_id, place, class, since, came_at, interaction_id);
ALTER TABLE interaction ADD COLUMN abandoned_at INTEGER;  -- when it was counted as abandoned; an answer after it makes it recovered
