-- Who answers for an issue; none: nobody is named.
ALTER TABLE issue ADD COLUMN owner INTEGER REFERENCES member;
CREATE INDEX issue_owner ON issue (owner) WHERE owner IS NOT NULL;

-- How long an action of the charter runs, where it is not six months, and what came of it.
ALTER TABLE commitment ADD COLUMN months INTEGER CHECK (months BETWEEN 1 AND 120);
ALTER TABLE commitment ADD COLUMN result TEXT;

-- Moments of a stage at which customers are lost, with the evidence.
CREATE TABLE drop_off (
    id INTEGER PRIMARY KEY,
    external_id TEXT CHECK (length(external_id) BETWEEN 0 AND 500),
    stage TEXT NOT NULL,
    name TEXT NOT NULL,
    reason TEXT,
    playbook TEXT,
    account INTEGER REFERENCES account,
    kind TEXT NOT NULL CHECK (kind IN ('note', 'churn', 'pulse')),
    evidence TEXT,
    marked_on INTEGER NOT NULL CHECK (marked_on BETWEEN -25567 AND 84005),
    known_on INTEGER CHECK (known_on BETWEEN -25567 AND 84005)
) STRICT;
CREATE UNIQUE INDEX drop_off_external ON drop_off (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX drop_off_account ON drop_off (account) WHERE account IS NOT NULL;
