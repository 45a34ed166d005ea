-- Pairs that look like one company or one person were shown again and again. That somebody has said that they are two is kept,
-- and goes with either of them.
CREATE TABLE dismissed_duplicate (
    id INTEGER PRIMARY KEY,
    external_id TEXT,
    account INTEGER NOT NULL REFERENCES account,
    other_account INTEGER REFERENCES account,
    contact INTEGER REFERENCES contact,
    other_contact INTEGER REFERENCES contact,
    known_on INTEGER
) STRICT;
CREATE UNIQUE INDEX dismissed_duplicate_external ON dismissed_duplicate (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX dismissed_duplicate_account ON dismissed_duplicate (account);
CREATE INDEX dismissed_duplicate_other_account ON dismissed_duplicate (other_account) WHERE other_account IS NOT NULL;
CREATE INDEX dismissed_duplicate_contact ON dismissed_duplicate (contact) WHERE contact IS NOT NULL;
CREATE INDEX dismissed_duplicate_other_contact ON dismissed_duplicate (other_contact) WHERE other_contact IS NOT NULL;
