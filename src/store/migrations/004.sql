-- An insight that waits to be shared can be put off, too. A check cannot be changed where it stands, so the table is made
-- anew.
CREATE TABLE deferral_new (
    id INTEGER PRIMARY KEY,
    account INTEGER NOT NULL REFERENCES account,
    line TEXT NOT NULL CHECK (line IN ('pulse', 'touch', 'promise', 'handoff', 'thanks', 'insight')),
    "on" INTEGER NOT NULL CHECK ("on" BETWEEN -25567 AND 84005),
    until INTEGER NOT NULL CHECK (until BETWEEN -25567 AND 84005),
    dropped INTEGER NOT NULL CHECK (dropped IN (0, 1)),
    reason TEXT,
    known_on INTEGER CHECK (known_on BETWEEN -25567 AND 84005)
) STRICT;
INSERT INTO deferral_new SELECT id, account, line, "on", until, dropped, reason, known_on FROM deferral;
DROP TABLE deferral;
ALTER TABLE deferral_new RENAME TO deferral;
CREATE INDEX deferral_account ON deferral (account) WHERE account IS NOT NULL;
-- Names that one may type without their accents.
CREATE INDEX account_accented ON account (name) WHERE name GLOB '*[^ -~]*';
