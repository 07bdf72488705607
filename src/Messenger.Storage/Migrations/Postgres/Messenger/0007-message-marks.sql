-- What happens to a message after it was written, and where the customer came from with it.
ALTER TABLE message ADD COLUMN reaction    TEXT COLLATE "C";  -- emoji or Meta's word; null = none, or taken back
ALTER TABLE message ADD COLUMN reaction_at BIGINT;
ALTER TABLE message ADD COLUMN edit_number BIGINT;  -- of the newest edit; null = never edited
ALTER TABLE message ADD COLUMN edited_at   BIGINT;
ALTER TABLE message ADD COLUMN unsent      BIGINT NOT NULL DEFAULT 0;  -- 1 = withdrawn by its writer, text and attachments are gone
ALTER TABLE message ADD COLUMN origin      TEXT COLLATE "C";
CREATE INDEX message_loose ON message (conversation_key) WHERE interaction_id IS NULL;  -- lines that the next interaction adopts
