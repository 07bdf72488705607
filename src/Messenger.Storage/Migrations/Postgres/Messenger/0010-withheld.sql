ALTER TABLE agent ADD COLUMN withheld TEXT COLLATE "C";  -- why none of his campaigns gives him anything: not-in-voice-campaign. Null = nothing stands in the way
