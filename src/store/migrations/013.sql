-- What a customer's file says beyond the fields that records have was dropped by the import. It is kept as written: a custom
-- field of an account, or of one of its records, with which it goes.
CREATE TABLE custom_field (
    id INTEGER PRIMARY KEY,
    external_id TEXT,
    account INTEGER NOT NULL REFERENCES account,
    contact INTEGER REFERENCES contact,
    contract INTEGER REFERENCES contract,
    opportunity INTEGER REFERENCES opportunity,
    issue INTEGER REFERENCES issue,
    touch INTEGER REFERENCES touch,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    known_on INTEGER
) STRICT;
CREATE UNIQUE INDEX custom_field_external ON custom_field (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX custom_field_account ON custom_field (account);
CREATE INDEX custom_field_contact ON custom_field (contact) WHERE contact IS NOT NULL;
CREATE INDEX custom_field_contract ON custom_field (contract) WHERE contract IS NOT NULL;
CREATE INDEX custom_field_opportunity ON custom_field (opportunity) WHERE opportunity IS NOT NULL;
CREATE INDEX custom_field_issue ON custom_field (issue) WHERE issue IS NOT NULL;
CREATE INDEX custom_field_touch ON custom_field (touch) WHERE touch IS NOT NULL;
-- The names that accounts have fields of, and the accounts that have one of a name: what a filter looks up.
CREATE INDEX custom_field_name ON custom_field (name)
    WHERE contact IS NULL AND contract IS NULL AND opportunity IS NULL AND issue IS NULL AND touch IS NULL;

-- A metric of an account on a day. The index answers what the newest readings of each are.
CREATE TABLE reading (
    id INTEGER PRIMARY KEY,
    external_id TEXT,
    account INTEGER NOT NULL REFERENCES account,
    metric TEXT NOT NULL,
    "on" INTEGER NOT NULL,
    value REAL NOT NULL,
    known_on INTEGER
) STRICT;
CREATE UNIQUE INDEX reading_external ON reading (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX reading_account ON reading (account, metric, "on");
