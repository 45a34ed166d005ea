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

-- That somebody agreed to an action of the charter.
CREATE TABLE agreement (
    id INTEGER PRIMARY KEY,
    external_id TEXT CHECK (length(external_id) BETWEEN 0 AND 500),
    commitment INTEGER NOT NULL REFERENCES commitment,
    who TEXT NOT NULL CHECK (length(who) BETWEEN 1 AND 500),
    "on" INTEGER NOT NULL CHECK ("on" BETWEEN -25567 AND 84005),
    words TEXT,
    known_on INTEGER CHECK (known_on BETWEEN -25567 AND 84005)
) STRICT;
CREATE UNIQUE INDEX agreement_external ON agreement (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX agreement_commitment ON agreement (commitment) WHERE commitment IS NOT NULL;

-- Something one of the leaders is asked for.
CREATE TABLE ask (
    id INTEGER PRIMARY KEY,
    external_id TEXT CHECK (length(external_id) BETWEEN 0 AND 500),
    leader TEXT NOT NULL CHECK (length(leader) BETWEEN 1 AND 500),
    what TEXT NOT NULL CHECK (length(what) BETWEEN 1 AND 2000),
    asked_on INTEGER NOT NULL CHECK (asked_on BETWEEN -25567 AND 84005),
    scheduled_on INTEGER CHECK (scheduled_on BETWEEN -25567 AND 84005),
    held_on INTEGER CHECK (held_on BETWEEN -25567 AND 84005),
    outcome TEXT,
    known_on INTEGER CHECK (known_on BETWEEN -25567 AND 84005)
) STRICT;
CREATE UNIQUE INDEX ask_external ON ask (external_id) WHERE external_id IS NOT NULL;

-- An experience of a customer that may be told.
CREATE TABLE story (
    id INTEGER PRIMARY KEY,
    external_id TEXT CHECK (length(external_id) BETWEEN 0 AND 500),
    account INTEGER NOT NULL REFERENCES account,
    contact INTEGER REFERENCES contact,
    "on" INTEGER NOT NULL CHECK ("on" BETWEEN -25567 AND 84005),
    fear TEXT CHECK (fear = 'abandoned' OR fear = 'whom to call' OR fear = 'my rep leaves' OR fear = 'price jumps' OR fear = 'will it work'),
    words TEXT NOT NULL,
    consent_on INTEGER CHECK (consent_on BETWEEN -25567 AND 84005),
    named INTEGER NOT NULL CHECK (named IN (0, 1)),
    known_on INTEGER CHECK (known_on BETWEEN -25567 AND 84005)
) STRICT;
CREATE UNIQUE INDEX story_external ON story (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX story_account ON story (account) WHERE account IS NOT NULL;
CREATE INDEX story_contact ON story (contact) WHERE contact IS NOT NULL;

-- That one of ours keeps an eye on an account.
CREATE TABLE watch (
    id INTEGER PRIMARY KEY,
    external_id TEXT CHECK (length(external_id) BETWEEN 0 AND 500),
    account INTEGER NOT NULL REFERENCES account,
    member INTEGER NOT NULL REFERENCES member,
    cover INTEGER REFERENCES member,
    since INTEGER NOT NULL CHECK (since BETWEEN -25567 AND 84005),
    "until" INTEGER CHECK ("until" BETWEEN -25567 AND 84005),
    known_on INTEGER CHECK (known_on BETWEEN -25567 AND 84005)
) STRICT;
CREATE UNIQUE INDEX watch_external ON watch (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX watch_account ON watch (account) WHERE account IS NOT NULL;
CREATE INDEX watch_member ON watch (member) WHERE member IS NOT NULL;
CREATE INDEX watch_cover ON watch (cover) WHERE cover IS NOT NULL;

-- A sign that one of theirs has left or changed, and what the rep said to it.
CREATE TABLE hint (
    id INTEGER PRIMARY KEY,
    external_id TEXT CHECK (length(external_id) BETWEEN 0 AND 500),
    account INTEGER NOT NULL REFERENCES account,
    contact INTEGER REFERENCES contact,
    kind TEXT NOT NULL CHECK (kind = 'title' OR kind = 'function' OR kind = 'email' OR kind = 'company' OR kind = 'bounce' OR kind = 'phrase' OR kind = 'silence'),
    "on" INTEGER NOT NULL CHECK ("on" BETWEEN -25567 AND 84005),
    words TEXT,
    settled_on INTEGER CHECK (settled_on BETWEEN -25567 AND 84005),
    known_on INTEGER CHECK (known_on BETWEEN -25567 AND 84005)
) STRICT;
CREATE UNIQUE INDEX hint_external ON hint (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX hint_account ON hint (account) WHERE account IS NOT NULL;
CREATE INDEX hint_contact ON hint (contact) WHERE contact IS NOT NULL;

-- A month that was closed.
CREATE TABLE month (
    id INTEGER PRIMARY KEY,
    external_id TEXT CHECK (length(external_id) BETWEEN 0 AND 500),
    month INTEGER NOT NULL CHECK (month BETWEEN -25567 AND 84005),
    closed_on INTEGER NOT NULL CHECK (closed_on BETWEEN -25567 AND 84005),
    figures TEXT NOT NULL CHECK (json_valid(figures)),
    known_on INTEGER CHECK (known_on BETWEEN -25567 AND 84005)
) STRICT;
CREATE UNIQUE INDEX month_external ON month (external_id) WHERE external_id IS NOT NULL;
CREATE UNIQUE INDEX month_day ON month (month);

-- A line of thanks can be put off, too. A check cannot be changed where it stands, so the table is made anew.
CREATE TABLE deferral_new (
    id INTEGER PRIMARY KEY,
    account INTEGER NOT NULL REFERENCES account,
    line TEXT NOT NULL CHECK (line = 'pulse' OR line = 'touch' OR line = 'promise' OR line = 'handoff' OR line = 'thanks'),
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
-- The few records among many that the programme is made of.
CREATE INDEX commitment_charter ON commitment (id) WHERE kind = 'charter';
CREATE INDEX action_huddle ON action (reason) WHERE reason GLOB 'huddle [0-9]*';
