-- The first shape of a book.
--
-- Days are counted from 1970-01-01, within 1900-2199. Money is in minor units beside its ISO 4217 code. `known_on` is the
-- day the book learned a fact; null: the fact's own day. Ids are 63 bits, time-ordered, unique across books (see
-- `domain/id.rs`), so that books of several people can one day be merged.
--
-- Fixed words are checked by OR and not by IN: for a longer list SQLite builds a table of its own at every single write.

-- One of our people.
CREATE TABLE member (
    id INTEGER PRIMARY KEY,
    external_id TEXT CHECK (length(external_id) BETWEEN 0 AND 500),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 500),
    title TEXT CHECK (length(title) BETWEEN 0 AND 2000),
    function TEXT,
    team TEXT,
    email TEXT,
    started_on INTEGER CHECK (started_on BETWEEN -25567 AND 84005),
    left_on INTEGER CHECK (left_on BETWEEN -25567 AND 84005),
    capacity_minutes INTEGER CHECK (capacity_minutes BETWEEN 0 AND 1000000),
    known_on INTEGER CHECK (known_on BETWEEN -25567 AND 84005)
) STRICT;
CREATE UNIQUE INDEX member_external ON member (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX member_name ON member (name COLLATE NOCASE);

-- An organisation with or after a contract.
CREATE TABLE account (
    id INTEGER PRIMARY KEY,
    external_id TEXT CHECK (length(external_id) BETWEEN 0 AND 500),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 500),
    stage TEXT NOT NULL CHECK (length(stage) BETWEEN 1 AND 100),
    value INTEGER CHECK (value BETWEEN 0 AND 90000000000000000),
    currency TEXT NOT NULL CHECK (length(currency) = 3),
    customer_since INTEGER CHECK (customer_since BETWEEN -25567 AND 84005),
    observed_since INTEGER CHECK (observed_since BETWEEN -25567 AND 84005),
    owner INTEGER REFERENCES member,
    industry TEXT,
    channel TEXT,
    offer TEXT,
    why_bought TEXT,
    tags TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(tags)),
    website TEXT,
    notes TEXT,
    known_on INTEGER CHECK (known_on BETWEEN -25567 AND 84005)
) STRICT;
CREATE UNIQUE INDEX account_external ON account (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX account_owner ON account (owner) WHERE owner IS NOT NULL;
CREATE INDEX account_name ON account (name COLLATE NOCASE);

-- A person at an account.
CREATE TABLE contact (
    id INTEGER PRIMARY KEY,
    external_id TEXT CHECK (length(external_id) BETWEEN 0 AND 500),
    account INTEGER NOT NULL REFERENCES account,
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 500),
    title TEXT CHECK (length(title) BETWEEN 0 AND 2000),
    function TEXT,
    seat TEXT CHECK (seat = 'decision maker' OR seat = 'sponsor' OR seat = 'technical evaluator' OR seat = 'user lead' OR seat = 'procurement' OR seat = 'payer' OR seat = 'executive peer'),
    email TEXT,
    phone TEXT,
    left_on INTEGER CHECK (left_on BETWEEN -25567 AND 84005),
    known_on INTEGER CHECK (known_on BETWEEN -25567 AND 84005)
) STRICT;
CREATE UNIQUE INDEX contact_external ON contact (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX contact_account ON contact (account) WHERE account IS NOT NULL;
CREATE INDEX contact_name ON contact (name COLLATE NOCASE);

-- A named duty of ours on one account, with who holds it.
CREATE TABLE seat (
    id INTEGER PRIMARY KEY,
    external_id TEXT CHECK (length(external_id) BETWEEN 0 AND 500),
    account INTEGER NOT NULL REFERENCES account,
    member INTEGER REFERENCES member,
    role TEXT NOT NULL CHECK (role = 'AL' OR role = 'ES' OR role = 'SV' OR role = 'TL' OR role = 'SU' OR role = 'FB' OR role = 'IM' OR role = 'CM'),
    since INTEGER CHECK (since BETWEEN -25567 AND 84005),
    until INTEGER CHECK (until BETWEEN -25567 AND 84005),
    cadence_days INTEGER CHECK (cadence_days BETWEEN 0 AND 1000000),
    minutes_month INTEGER CHECK (minutes_month BETWEEN 0 AND 1000000),
    purpose TEXT,
    peer INTEGER REFERENCES contact,
    known_on INTEGER CHECK (known_on BETWEEN -25567 AND 84005)
) STRICT;
CREATE UNIQUE INDEX seat_external ON seat (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX seat_account ON seat (account) WHERE account IS NOT NULL;
CREATE INDEX seat_member ON seat (member) WHERE member IS NOT NULL;
CREATE INDEX seat_peer ON seat (peer) WHERE peer IS NOT NULL;

-- One contract line with its term and how it ended.
CREATE TABLE contract (
    id INTEGER PRIMARY KEY,
    external_id TEXT CHECK (length(external_id) BETWEEN 0 AND 500),
    account INTEGER NOT NULL REFERENCES account,
    product TEXT,
    value INTEGER CHECK (value BETWEEN 0 AND 90000000000000000),
    currency TEXT NOT NULL CHECK (length(currency) = 3),
    start INTEGER CHECK (start BETWEEN -25567 AND 84005),
    "end" INTEGER CHECK ("end" BETWEEN -25567 AND 84005),
    notice_days INTEGER CHECK (notice_days BETWEEN 0 AND 1000000),
    outcome TEXT CHECK (outcome = 'renewed' OR outcome = 'smaller' OR outcome = 'grown' OR outcome = 'lost'),
    outcome_on INTEGER CHECK (outcome_on BETWEEN -25567 AND 84005),
    outcome_value INTEGER CHECK (outcome_value BETWEEN 0 AND 90000000000000000),
    reason TEXT,
    known_on INTEGER CHECK (known_on BETWEEN -25567 AND 84005)
) STRICT;
CREATE UNIQUE INDEX contract_external ON contract (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX contract_account ON contract (account, "end");

-- A loss: whole, or of one contract line.
CREATE TABLE defection (
    id INTEGER PRIMARY KEY,
    external_id TEXT CHECK (length(external_id) BETWEEN 0 AND 500),
    account INTEGER NOT NULL REFERENCES account,
    contract INTEGER REFERENCES contract,
    "on" INTEGER NOT NULL CHECK ("on" BETWEEN -25567 AND 84005),
    decided_on INTEGER CHECK (decided_on BETWEEN -25567 AND 84005),
    kind TEXT CHECK (kind = 'voluntary' OR kind = 'partial' OR kind = 'unavoidable'),
    reason TEXT,
    quote TEXT,
    value INTEGER CHECK (value BETWEEN 0 AND 90000000000000000),
    currency TEXT NOT NULL CHECK (length(currency) = 3),
    won_back_on INTEGER CHECK (won_back_on BETWEEN -25567 AND 84005),
    known_on INTEGER CHECK (known_on BETWEEN -25567 AND 84005)
) STRICT;
CREATE UNIQUE INDEX defection_external ON defection (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX defection_account ON defection (account) WHERE account IS NOT NULL;
CREATE INDEX defection_contract ON defection (contract) WHERE contract IS NOT NULL;
CREATE INDEX defection_on ON defection ("on");

-- A stay of an account in one stage.
CREATE TABLE stage_entry (
    id INTEGER PRIMARY KEY,
    external_id TEXT CHECK (length(external_id) BETWEEN 0 AND 500),
    account INTEGER NOT NULL REFERENCES account,
    stage TEXT NOT NULL CHECK (length(stage) BETWEEN 1 AND 100),
    entered_on INTEGER NOT NULL CHECK (entered_on BETWEEN -25567 AND 84005),
    left_on INTEGER CHECK (left_on BETWEEN -25567 AND 84005),
    known_on INTEGER CHECK (known_on BETWEEN -25567 AND 84005)
) STRICT;
CREATE UNIQUE INDEX stage_entry_external ON stage_entry (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX stage_entry_account ON stage_entry (account, entered_on);

-- A contact between our people and theirs.
CREATE TABLE touch (
    id INTEGER PRIMARY KEY,
    external_id TEXT CHECK (length(external_id) BETWEEN 0 AND 500),
    account INTEGER NOT NULL REFERENCES account,
    "on" INTEGER NOT NULL CHECK ("on" BETWEEN -25567 AND 84005),
    channel TEXT NOT NULL CHECK (channel = 'call' OR channel = 'meet' OR channel = 'visit' OR channel = 'email' OR channel = 'video' OR channel = 'event' OR channel = 'letter' OR channel = 'note'),
    two_way INTEGER NOT NULL CHECK (two_way IN (0, 1)),
    value_tag TEXT CHECK (value_tag = 'solved' OR value_tag = 'informed' OR value_tag = 'decided' OR value_tag = 'planned' OR value_tag = 'listened'),
    prep_minutes INTEGER CHECK (prep_minutes BETWEEN 0 AND 1000000),
    contact_minutes INTEGER CHECK (contact_minutes BETWEEN 0 AND 1000000),
    followup_minutes INTEGER CHECK (followup_minutes BETWEEN 0 AND 1000000),
    summary TEXT,
    known_on INTEGER CHECK (known_on BETWEEN -25567 AND 84005)
) STRICT;
CREATE UNIQUE INDEX touch_external ON touch (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX touch_account ON touch (account, "on", two_way, value_tag);
-- Who took part in a touch. Appended in the order of touches, so without row ids and without a second index.
CREATE TABLE touch_member (
    touch INTEGER NOT NULL REFERENCES touch ON DELETE CASCADE,
    member INTEGER NOT NULL REFERENCES member,
    PRIMARY KEY (touch, member)
) STRICT, WITHOUT ROWID;
CREATE TABLE touch_contact (
    touch INTEGER NOT NULL REFERENCES touch ON DELETE CASCADE,
    contact INTEGER NOT NULL REFERENCES contact,
    PRIMARY KEY (touch, contact)
) STRICT, WITHOUT ROWID;

-- How one contact feels about staying, on one day.
CREATE TABLE pulse (
    id INTEGER PRIMARY KEY,
    external_id TEXT CHECK (length(external_id) BETWEEN 0 AND 500),
    account INTEGER NOT NULL REFERENCES account,
    contact INTEGER REFERENCES contact,
    "on" INTEGER NOT NULL CHECK ("on" BETWEEN -25567 AND 84005),
    score INTEGER NOT NULL CHECK (score BETWEEN 1 AND 5),
    source TEXT NOT NULL CHECK (source = 'said' OR source = 'relayed' OR source = 'observed' OR source = 'inferred'),
    topics TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(topics)),
    quote TEXT,
    known_on INTEGER CHECK (known_on BETWEEN -25567 AND 84005)
) STRICT;
CREATE UNIQUE INDEX pulse_external ON pulse (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX pulse_account ON pulse (account, "on");
CREATE INDEX pulse_contact ON pulse (contact) WHERE contact IS NOT NULL;

-- A problem a customer reported.
CREATE TABLE issue (
    id INTEGER PRIMARY KEY,
    external_id TEXT CHECK (length(external_id) BETWEEN 0 AND 500),
    account INTEGER NOT NULL REFERENCES account,
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 2000),
    opened_on INTEGER NOT NULL CHECK (opened_on BETWEEN -25567 AND 84005),
    closed_on INTEGER CHECK (closed_on BETWEEN -25567 AND 84005),
    escalation INTEGER NOT NULL CHECK (escalation IN (0, 1)),
    summary TEXT,
    known_on INTEGER CHECK (known_on BETWEEN -25567 AND 84005)
) STRICT;
CREATE UNIQUE INDEX issue_external ON issue (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX issue_account ON issue (account) WHERE account IS NOT NULL;

-- Something that happened at or to an account.
CREATE TABLE event (
    id INTEGER PRIMARY KEY,
    external_id TEXT CHECK (length(external_id) BETWEEN 0 AND 500),
    account INTEGER NOT NULL REFERENCES account,
    "on" INTEGER NOT NULL CHECK ("on" BETWEEN -25567 AND 84005),
    kind TEXT NOT NULL CHECK (kind = 'risk' OR kind = 'escalation' OR kind = 'resolved' OR kind = 'sponsor-left' OR kind = 'price-increase' OR kind = 'reorg' OR kind = 'competitor' OR kind = 'contract-request' OR kind = 'notice' OR kind = 'referral' OR kind = 'first-invoice' OR kind = 'member-left' OR kind = 'milestone' OR kind = 'bounce' OR kind = 'won-back'),
    detail TEXT,
    known_on INTEGER CHECK (known_on BETWEEN -25567 AND 84005)
) STRICT;
CREATE UNIQUE INDEX event_external ON event (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX event_account ON event (account, "on");

-- Something to do: one owner, date, channel and outcome.
CREATE TABLE action (
    id INTEGER PRIMARY KEY,
    external_id TEXT CHECK (length(external_id) BETWEEN 0 AND 500),
    account INTEGER REFERENCES account,
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 2000),
    channel TEXT CHECK (channel = 'call' OR channel = 'meet' OR channel = 'visit' OR channel = 'email' OR channel = 'video' OR channel = 'event' OR channel = 'letter' OR channel = 'note'),
    owner INTEGER REFERENCES member,
    due INTEGER CHECK (due BETWEEN -25567 AND 84005),
    done_on INTEGER CHECK (done_on BETWEEN -25567 AND 84005),
    outcome TEXT CHECK (outcome IN ('done', 'dropped')),
    reason TEXT,
    playbook TEXT,
    minutes INTEGER CHECK (minutes BETWEEN 0 AND 1000000),
    known_on INTEGER CHECK (known_on BETWEEN -25567 AND 84005)
) STRICT;
CREATE UNIQUE INDEX action_external ON action (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX action_account ON action (account) WHERE account IS NOT NULL;
CREATE INDEX action_owner ON action (owner) WHERE owner IS NOT NULL;
CREATE INDEX action_open ON action (due) WHERE outcome IS NULL;

-- An offer of responsibility for an account.
CREATE TABLE handoff (
    id INTEGER PRIMARY KEY,
    external_id TEXT CHECK (length(external_id) BETWEEN 0 AND 500),
    account INTEGER NOT NULL REFERENCES account,
    from_member INTEGER REFERENCES member,
    to_member INTEGER REFERENCES member,
    offered_on INTEGER NOT NULL CHECK (offered_on BETWEEN -25567 AND 84005),
    state TEXT NOT NULL CHECK (state = 'offered' OR state = 'accepted' OR state = 'returned'),
    answered_on INTEGER CHECK (answered_on BETWEEN -25567 AND 84005),
    why_bought TEXT,
    promises TEXT,
    people TEXT,
    open_points TEXT,
    interim_contact INTEGER REFERENCES member,
    told_on INTEGER CHECK (told_on BETWEEN -25567 AND 84005),
    gaps TEXT,
    known_on INTEGER CHECK (known_on BETWEEN -25567 AND 84005)
) STRICT;
CREATE UNIQUE INDEX handoff_external ON handoff (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX handoff_account ON handoff (account) WHERE account IS NOT NULL;
CREATE INDEX handoff_from_member ON handoff (from_member) WHERE from_member IS NOT NULL;
CREATE INDEX handoff_to_member ON handoff (to_member) WHERE to_member IS NOT NULL;
CREATE INDEX handoff_interim_contact ON handoff (interim_contact) WHERE interim_contact IS NOT NULL;

-- A dated promise to a customer, or an action of the charter.
CREATE TABLE commitment (
    id INTEGER PRIMARY KEY,
    external_id TEXT CHECK (length(external_id) BETWEEN 0 AND 500),
    account INTEGER REFERENCES account,
    kind TEXT NOT NULL CHECK (kind = 'promise' OR kind = 'next-step' OR kind = 'charter'),
    what TEXT NOT NULL,
    owner INTEGER REFERENCES member,
    due INTEGER CHECK (due BETWEEN -25567 AND 84005),
    kept_on INTEGER CHECK (kept_on BETWEEN -25567 AND 84005),
    broken_on INTEGER CHECK (broken_on BETWEEN -25567 AND 84005),
    measure TEXT,
    target TEXT,
    consequence TEXT,
    reason TEXT,
    known_on INTEGER CHECK (known_on BETWEEN -25567 AND 84005)
) STRICT;
CREATE UNIQUE INDEX commitment_external ON commitment (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX commitment_account ON commitment (account) WHERE account IS NOT NULL;
CREATE INDEX commitment_owner ON commitment (owner) WHERE owner IS NOT NULL;
CREATE INDEX commitment_open ON commitment (due) WHERE kept_on IS NULL AND broken_on IS NULL;

-- A plan with, or for, a customer.
CREATE TABLE plan (
    id INTEGER PRIMARY KEY,
    external_id TEXT CHECK (length(external_id) BETWEEN 0 AND 500),
    account INTEGER NOT NULL REFERENCES account,
    kind TEXT NOT NULL CHECK (kind IN ('joint', 'internal')),
    started_on INTEGER NOT NULL CHECK (started_on BETWEEN -25567 AND 84005),
    invited_on INTEGER CHECK (invited_on BETWEEN -25567 AND 84005),
    agreed_on INTEGER CHECK (agreed_on BETWEEN -25567 AND 84005),
    review_on INTEGER CHECK (review_on BETWEEN -25567 AND 84005),
    reviewed_on INTEGER CHECK (reviewed_on BETWEEN -25567 AND 84005),
    closed_on INTEGER CHECK (closed_on BETWEEN -25567 AND 84005),
    mutual_wins TEXT,
    could_go_wrong TEXT,
    sold_lines TEXT,
    unsold_lines TEXT,
    known_on INTEGER CHECK (known_on BETWEEN -25567 AND 84005)
) STRICT;
CREATE UNIQUE INDEX plan_external ON plan (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX plan_account ON plan (account) WHERE account IS NOT NULL;

-- A customer objective with its measure.
CREATE TABLE goal (
    id INTEGER PRIMARY KEY,
    external_id TEXT CHECK (length(external_id) BETWEEN 0 AND 500),
    plan INTEGER NOT NULL REFERENCES plan,
    objective TEXT NOT NULL,
    measure TEXT,
    our_owner INTEGER REFERENCES member,
    their_owner INTEGER REFERENCES contact,
    due INTEGER CHECK (due BETWEEN -25567 AND 84005),
    met_on INTEGER CHECK (met_on BETWEEN -25567 AND 84005),
    known_on INTEGER CHECK (known_on BETWEEN -25567 AND 84005)
) STRICT;
CREATE UNIQUE INDEX goal_external ON goal (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX goal_plan ON goal (plan) WHERE plan IS NOT NULL;
CREATE INDEX goal_our_owner ON goal (our_owner) WHERE our_owner IS NOT NULL;
CREATE INDEX goal_their_owner ON goal (their_owner) WHERE their_owner IS NOT NULL;

-- A one-way message of the company.
CREATE TABLE communication (
    id INTEGER PRIMARY KEY,
    external_id TEXT CHECK (length(external_id) BETWEEN 0 AND 500),
    account INTEGER REFERENCES account,
    "on" INTEGER NOT NULL CHECK ("on" BETWEEN -25567 AND 84005),
    topic TEXT CHECK (topic = 'vision' OR topic = 'growth' OR topic = 'hiring' OR topic = 'new products' OR topic = 'initiatives'),
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 2000),
    channel TEXT CHECK (channel = 'call' OR channel = 'meet' OR channel = 'visit' OR channel = 'email' OR channel = 'video' OR channel = 'event' OR channel = 'letter' OR channel = 'note'),
    member INTEGER REFERENCES member,
    contact INTEGER REFERENCES contact,
    gap TEXT,
    known_on INTEGER CHECK (known_on BETWEEN -25567 AND 84005)
) STRICT;
CREATE UNIQUE INDEX communication_external ON communication (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX communication_account ON communication (account) WHERE account IS NOT NULL;
CREATE INDEX communication_member ON communication (member) WHERE member IS NOT NULL;
CREATE INDEX communication_contact ON communication (contact) WHERE contact IS NOT NULL;

-- Non-sales information worth sharing.
CREATE TABLE insight (
    id INTEGER PRIMARY KEY,
    external_id TEXT CHECK (length(external_id) BETWEEN 0 AND 500),
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 2000),
    source TEXT,
    "on" INTEGER NOT NULL CHECK ("on" BETWEEN -25567 AND 84005),
    so_what TEXT NOT NULL,
    expires_on INTEGER CHECK (expires_on BETWEEN -25567 AND 84005),
    known_on INTEGER CHECK (known_on BETWEEN -25567 AND 84005)
) STRICT;
CREATE UNIQUE INDEX insight_external ON insight (external_id) WHERE external_id IS NOT NULL;

-- An insight shared with an account.
CREATE TABLE share (
    id INTEGER PRIMARY KEY,
    external_id TEXT CHECK (length(external_id) BETWEEN 0 AND 500),
    insight INTEGER NOT NULL REFERENCES insight,
    account INTEGER NOT NULL REFERENCES account,
    contact INTEGER REFERENCES contact,
    member INTEGER REFERENCES member,
    "on" INTEGER NOT NULL CHECK ("on" BETWEEN -25567 AND 84005),
    reaction TEXT,
    known_on INTEGER CHECK (known_on BETWEEN -25567 AND 84005)
) STRICT;
CREATE UNIQUE INDEX share_external ON share (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX share_insight ON share (insight) WHERE insight IS NOT NULL;
CREATE INDEX share_account ON share (account) WHERE account IS NOT NULL;
CREATE INDEX share_contact ON share (contact) WHERE contact IS NOT NULL;
CREATE INDEX share_member ON share (member) WHERE member IS NOT NULL;

-- A named introduction or recommendation by a contact.
CREATE TABLE referral (
    id INTEGER PRIMARY KEY,
    external_id TEXT CHECK (length(external_id) BETWEEN 0 AND 500),
    account INTEGER NOT NULL REFERENCES account,
    contact INTEGER REFERENCES contact,
    "on" INTEGER NOT NULL CHECK ("on" BETWEEN -25567 AND 84005),
    referred TEXT NOT NULL,
    outcome TEXT,
    known_on INTEGER CHECK (known_on BETWEEN -25567 AND 84005)
) STRICT;
CREATE UNIQUE INDEX referral_external ON referral (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX referral_account ON referral (account) WHERE account IS NOT NULL;
CREATE INDEX referral_contact ON referral (contact) WHERE contact IS NOT NULL;

-- Something more they might buy.
CREATE TABLE opportunity (
    id INTEGER PRIMARY KEY,
    external_id TEXT CHECK (length(external_id) BETWEEN 0 AND 500),
    account INTEGER NOT NULL REFERENCES account,
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 2000),
    value INTEGER CHECK (value BETWEEN 0 AND 90000000000000000),
    currency TEXT NOT NULL CHECK (length(currency) = 3),
    owner INTEGER REFERENCES member,
    state TEXT NOT NULL CHECK (state = 'open' OR state = 'won' OR state = 'lost'),
    expected_on INTEGER CHECK (expected_on BETWEEN -25567 AND 84005),
    closed_on INTEGER CHECK (closed_on BETWEEN -25567 AND 84005),
    reason TEXT,
    known_on INTEGER CHECK (known_on BETWEEN -25567 AND 84005)
) STRICT;
CREATE UNIQUE INDEX opportunity_external ON opportunity (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX opportunity_account ON opportunity (account) WHERE account IS NOT NULL;
CREATE INDEX opportunity_owner ON opportunity (owner) WHERE owner IS NOT NULL;

-- What one of ours did for a win or a save.
CREATE TABLE contribution (
    id INTEGER PRIMARY KEY,
    external_id TEXT CHECK (length(external_id) BETWEEN 0 AND 500),
    account INTEGER NOT NULL REFERENCES account,
    member INTEGER NOT NULL REFERENCES member,
    kind TEXT NOT NULL CHECK (kind IN ('win', 'save')),
    "on" INTEGER NOT NULL CHECK ("on" BETWEEN -25567 AND 84005),
    what TEXT NOT NULL,
    thanked_on INTEGER CHECK (thanked_on BETWEEN -25567 AND 84005),
    known_on INTEGER CHECK (known_on BETWEEN -25567 AND 84005)
) STRICT;
CREATE UNIQUE INDEX contribution_external ON contribution (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX contribution_account ON contribution (account) WHERE account IS NOT NULL;
CREATE INDEX contribution_member ON contribution (member) WHERE member IS NOT NULL;

-- A bill to an account.
CREATE TABLE invoice (
    id INTEGER PRIMARY KEY,
    external_id TEXT CHECK (length(external_id) BETWEEN 0 AND 500),
    account INTEGER NOT NULL REFERENCES account,
    number TEXT,
    issued_on INTEGER NOT NULL CHECK (issued_on BETWEEN -25567 AND 84005),
    due_on INTEGER CHECK (due_on BETWEEN -25567 AND 84005),
    paid_on INTEGER CHECK (paid_on BETWEEN -25567 AND 84005),
    amount INTEGER CHECK (amount BETWEEN 0 AND 90000000000000000),
    currency TEXT NOT NULL CHECK (length(currency) = 3),
    disputed INTEGER NOT NULL CHECK (disputed IN (0, 1)),
    known_on INTEGER CHECK (known_on BETWEEN -25567 AND 84005)
) STRICT;
CREATE UNIQUE INDEX invoice_external ON invoice (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX invoice_account ON invoice (account) WHERE account IS NOT NULL;

-- What one unit of a currency was worth in the currency of the book, from a day on.
CREATE TABLE rate (
    id INTEGER PRIMARY KEY,
    external_id TEXT CHECK (length(external_id) BETWEEN 0 AND 500),
    currency TEXT NOT NULL CHECK (length(currency) = 3),
    "on" INTEGER NOT NULL CHECK ("on" BETWEEN -25567 AND 84005),
    rate REAL NOT NULL CHECK (rate > 0),
    known_on INTEGER CHECK (known_on BETWEEN -25567 AND 84005)
) STRICT;
CREATE UNIQUE INDEX rate_external ON rate (external_id) WHERE external_id IS NOT NULL;
CREATE UNIQUE INDEX rate_day ON rate (currency, "on");

-- One setting of the book, as of a day.
CREATE TABLE setting (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL CHECK (length(key) BETWEEN 1 AND 100),
    value TEXT NOT NULL,
    since INTEGER NOT NULL CHECK (since BETWEEN -25567 AND 84005),
    known_on INTEGER CHECK (known_on BETWEEN -25567 AND 84005)
) STRICT;
CREATE UNIQUE INDEX setting_key ON setting (key, since);

-- A line of Today put off or dropped that has no record of its own.
CREATE TABLE deferral (
    id INTEGER PRIMARY KEY,
    account INTEGER NOT NULL REFERENCES account,
    line TEXT NOT NULL CHECK (line = 'pulse' OR line = 'touch' OR line = 'promise' OR line = 'handoff'),
    "on" INTEGER NOT NULL CHECK ("on" BETWEEN -25567 AND 84005),
    until INTEGER NOT NULL CHECK (until BETWEEN -25567 AND 84005),
    dropped INTEGER NOT NULL CHECK (dropped IN (0, 1)),
    reason TEXT,
    known_on INTEGER CHECK (known_on BETWEEN -25567 AND 84005)
) STRICT;
CREATE INDEX deferral_account ON deferral (account) WHERE account IS NOT NULL;
-- Derived figures, one row an account: what the first screen shows without reading the book. Never journaled: kept in
-- the transaction of the write that changes them, refreshed when the day turns. A sentence holds its days as days, so
-- that it need not be written anew every morning. `due_on` is the first day on which Today has a line for the account.
CREATE TABLE standing (
    account INTEGER PRIMARY KEY REFERENCES account ON DELETE CASCADE,
    open INTEGER NOT NULL CHECK (open IN (0, 1)),
    stage TEXT NOT NULL,
    stage_since INTEGER,
    tier TEXT NOT NULL,
    value INTEGER,
    score INTEGER NOT NULL,
    band INTEGER NOT NULL,
    known INTEGER NOT NULL,
    applicable INTEGER NOT NULL,
    at_risk INTEGER NOT NULL,
    code TEXT NOT NULL,
    sentence TEXT NOT NULL,
    last_touch INTEGER,
    touch_due INTEGER,
    pulse REAL,
    pulse_on INTEGER,
    pulse_due INTEGER,
    due_on INTEGER NOT NULL,
    decision_on INTEGER,
    contacts INTEGER NOT NULL,
    members INTEGER NOT NULL,
    lost_on INTEGER
) STRICT;
CREATE INDEX standing_rank ON standing (open, score DESC, value DESC);
CREATE INDEX standing_money ON standing (open, at_risk DESC, due_on);
CREATE INDEX standing_lost ON standing (lost_on, stage, value) WHERE lost_on IS NOT NULL;

-- Sums over standings, kept by the triggers below: the numbers in the frames of the first screen.
CREATE TABLE tally (
    stage TEXT NOT NULL,
    band INTEGER NOT NULL,
    accounts INTEGER NOT NULL,
    value INTEGER NOT NULL,
    at_risk INTEGER NOT NULL,
    PRIMARY KEY (stage, band)
) STRICT, WITHOUT ROWID;
CREATE TABLE due_tally (
    due_on INTEGER PRIMARY KEY,
    accounts INTEGER NOT NULL
) STRICT;
CREATE TRIGGER standing_added AFTER INSERT ON standing WHEN new.open = 1 BEGIN
    INSERT INTO tally VALUES (new.stage, new.band, 1, coalesce(new.value, 0), new.at_risk)
        ON CONFLICT DO UPDATE SET accounts = accounts + 1, value = value + excluded.value, at_risk = at_risk + excluded.at_risk;
    INSERT INTO due_tally VALUES (new.due_on, 1) ON CONFLICT DO UPDATE SET accounts = accounts + 1;
END;
CREATE TRIGGER standing_removed AFTER DELETE ON standing WHEN old.open = 1 BEGIN
    UPDATE tally SET accounts = accounts - 1, value = value - coalesce(old.value, 0), at_risk = at_risk - old.at_risk
        WHERE stage = old.stage AND band = old.band;
    UPDATE due_tally SET accounts = accounts - 1 WHERE due_on = old.due_on;
END;
CREATE TRIGGER standing_changed AFTER UPDATE ON standing BEGIN
    UPDATE tally SET accounts = accounts - 1, value = value - coalesce(old.value, 0), at_risk = at_risk - old.at_risk
        WHERE old.open = 1 AND stage = old.stage AND band = old.band;
    UPDATE due_tally SET accounts = accounts - 1 WHERE old.open = 1 AND due_on = old.due_on;
    INSERT INTO tally SELECT new.stage, new.band, 1, coalesce(new.value, 0), new.at_risk WHERE new.open = 1
        ON CONFLICT DO UPDATE SET accounts = accounts + 1, value = value + excluded.value, at_risk = at_risk + excluded.at_risk;
    INSERT INTO due_tally SELECT new.due_on, 1 WHERE new.open = 1 ON CONFLICT DO UPDATE SET accounts = accounts + 1;
END;

-- Small facts about the book itself: whether it is made up, the day its standings are of, the tier boundaries.
CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The journal. One row an operation; `state`: 0 done, 1 undone and can be redone, 2 undone for good.
CREATE TABLE op (
    step INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    name TEXT NOT NULL,
    summary TEXT NOT NULL,
    state INTEGER NOT NULL DEFAULT 0 CHECK (state = 0 OR state = 1 OR state = 2)
) STRICT;

-- What an operation changed: `count` records of `noun` from `id` on. `before` is the record as it was; null: there was
-- none, so a run of new records is one row however long it is.
CREATE TABLE change (
    step INTEGER NOT NULL REFERENCES op ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    noun TEXT NOT NULL,
    id INTEGER NOT NULL,
    count INTEGER NOT NULL,
    before TEXT,
    PRIMARY KEY (step, seq)
) STRICT, WITHOUT ROWID;

-- What an undone operation had written, kept for redo until another operation takes its place.
CREATE TABLE undone (
    step INTEGER NOT NULL REFERENCES op ON DELETE CASCADE,
    noun TEXT NOT NULL,
    id INTEGER NOT NULL,
    after TEXT NOT NULL,
    PRIMARY KEY (step, noun, id)
) STRICT, WITHOUT ROWID;
