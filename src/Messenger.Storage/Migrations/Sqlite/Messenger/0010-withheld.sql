ALTER TABLE agent ADD COLUMN withheld TEXT;  -- why none of his campaigns gives him anything: not-in-voice-campaign. Null = nothing stands in the way
