-- Every record may have a key of the program it came from, also those put off and settings.
ALTER TABLE deferral ADD COLUMN external_id TEXT;
CREATE UNIQUE INDEX deferral_external ON deferral (external_id) WHERE external_id IS NOT NULL;
ALTER TABLE setting ADD COLUMN external_id TEXT;
CREATE UNIQUE INDEX setting_external ON setting (external_id) WHERE external_id IS NOT NULL;
