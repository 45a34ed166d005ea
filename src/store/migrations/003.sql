-- One item of the kit as an account got it: what they need to make the most of what they bought, and that they said so.
CREATE TABLE kit_item (
    id INTEGER PRIMARY KEY,
    external_id TEXT CHECK (length(external_id) BETWEEN 0 AND 500),
    account INTEGER NOT NULL REFERENCES account,
    item TEXT NOT NULL CHECK (length(item) BETWEEN 1 AND 500),
    given_on INTEGER CHECK (given_on BETWEEN -25567 AND 84005),
    confirmed_on INTEGER CHECK (confirmed_on BETWEEN -25567 AND 84005),
    confirmed_by INTEGER REFERENCES contact,
    known_on INTEGER CHECK (known_on BETWEEN -25567 AND 84005)
) STRICT;
CREATE UNIQUE INDEX kit_item_external ON kit_item (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX kit_item_account ON kit_item (account) WHERE account IS NOT NULL;
CREATE INDEX kit_item_confirmed_by ON kit_item (confirmed_by) WHERE confirmed_by IS NOT NULL;
