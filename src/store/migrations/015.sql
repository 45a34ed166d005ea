-- When an account can decide, and what orders accounts of one score. What a summary says is worked out afresh, so the old
-- ones are dropped, not carried over.
DROP TABLE account_summary;
DROP TABLE tally;
DROP TABLE due_tally;
DROP TABLE seen_tally;

CREATE TABLE account_summary (
    account INTEGER PRIMARY KEY REFERENCES account ON DELETE CASCADE,
    open INTEGER NOT NULL,
    stage TEXT NOT NULL,
    stage_since INTEGER,
    tier TEXT NOT NULL,
    value INTEGER,
    score INTEGER NOT NULL,
    -- Hundredths of a point that order accounts of one score.
    fine INTEGER NOT NULL,
    -- The score thirty days ago, by the points of today; null: it was no customer, or had not enough data.
    before INTEGER,
    -- The place of the timing, and the log-odds but for a constant that put the likeliest to leave first.
    timing INTEGER NOT NULL,
    place REAL NOT NULL,
    known INTEGER NOT NULL,
    applicable INTEGER NOT NULL,
    -- Whether enough is known for the score to count.
    sure INTEGER NOT NULL,
    weight INTEGER NOT NULL,
    -- Points that the best remedy removes, and that a meaningful touch removes.
    removable INTEGER NOT NULL,
    unseen INTEGER NOT NULL,
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
    lost_on INTEGER,
    -- What the account adds to what the book has seen: whole churns that could have been helped, and the day from which
    -- it has been watched without a break, or, once churned, the days for which it was.
    losses INTEGER NOT NULL,
    watched INTEGER
) STRICT;
CREATE INDEX account_summary_place ON account_summary (open, place DESC, value DESC);
CREATE INDEX account_summary_money ON account_summary (open, weight DESC, due_on);
CREATE INDEX account_summary_lost ON account_summary (lost_on, stage, value) WHERE lost_on IS NOT NULL;

CREATE TABLE tally (
    stage TEXT NOT NULL,
    score INTEGER NOT NULL,
    fine INTEGER NOT NULL,
    timing INTEGER NOT NULL,
    sure INTEGER NOT NULL,
    accounts INTEGER NOT NULL,
    value INTEGER NOT NULL,
    PRIMARY KEY (stage, score, fine, timing, sure)
) STRICT, WITHOUT ROWID;
CREATE TABLE due_tally (
    due_on INTEGER PRIMARY KEY,
    accounts INTEGER NOT NULL
) STRICT;
-- What the book has seen. Of open accounts (1) `watched` adds up days since 1970, of churned ones (0) days.
CREATE TABLE seen_tally (
    open INTEGER PRIMARY KEY,
    accounts INTEGER NOT NULL,
    losses INTEGER NOT NULL,
    watched INTEGER NOT NULL
) STRICT;
CREATE TRIGGER account_summary_added AFTER INSERT ON account_summary BEGIN
    INSERT INTO tally SELECT new.stage, new.score, new.fine, new.timing, new.sure, 1, coalesce(new.value, 0) WHERE new.open = 1
        ON CONFLICT DO UPDATE SET accounts = accounts + 1, value = value + excluded.value;
    INSERT INTO due_tally SELECT new.due_on, 1 WHERE new.open = 1 ON CONFLICT DO UPDATE SET accounts = accounts + 1;
    INSERT INTO seen_tally SELECT new.open, 1, new.losses, new.watched WHERE new.watched IS NOT NULL
        ON CONFLICT DO UPDATE SET accounts = accounts + 1, losses = losses + excluded.losses,
        watched = watched + excluded.watched;
END;
CREATE TRIGGER account_summary_removed AFTER DELETE ON account_summary BEGIN
    UPDATE tally SET accounts = accounts - 1, value = value - coalesce(old.value, 0)
        WHERE old.open = 1 AND stage = old.stage AND score = old.score AND fine = old.fine AND timing = old.timing AND sure = old.sure;
    UPDATE due_tally SET accounts = accounts - 1 WHERE old.open = 1 AND due_on = old.due_on;
    UPDATE seen_tally SET accounts = accounts - 1, losses = losses - old.losses, watched = watched - old.watched
        WHERE old.watched IS NOT NULL AND open = old.open;
END;
CREATE TRIGGER account_summary_changed AFTER UPDATE ON account_summary BEGIN
    UPDATE tally SET accounts = accounts - 1, value = value - coalesce(old.value, 0)
        WHERE old.open = 1 AND stage = old.stage AND score = old.score AND fine = old.fine AND timing = old.timing AND sure = old.sure;
    UPDATE due_tally SET accounts = accounts - 1 WHERE old.open = 1 AND due_on = old.due_on;
    UPDATE seen_tally SET accounts = accounts - 1, losses = losses - old.losses, watched = watched - old.watched
        WHERE old.watched IS NOT NULL AND open = old.open;
    INSERT INTO tally SELECT new.stage, new.score, new.fine, new.timing, new.sure, 1, coalesce(new.value, 0) WHERE new.open = 1
        ON CONFLICT DO UPDATE SET accounts = accounts + 1, value = value + excluded.value;
    INSERT INTO due_tally SELECT new.due_on, 1 WHERE new.open = 1 ON CONFLICT DO UPDATE SET accounts = accounts + 1;
    INSERT INTO seen_tally SELECT new.open, 1, new.losses, new.watched WHERE new.watched IS NOT NULL
        ON CONFLICT DO UPDATE SET accounts = accounts + 1, losses = losses + excluded.losses,
        watched = watched + excluded.watched;
END;

-- Tells the program to work the summaries out before anything is shown.
DELETE FROM meta WHERE key IN ('standings', 'tier_a', 'tier_b');
INSERT INTO meta SELECT 'standings', 'none' WHERE EXISTS (SELECT 1 FROM account);
