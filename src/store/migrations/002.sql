-- Standings of every signal. What a standing says is worked out afresh, so the old ones are dropped, not carried over.
--
-- Money at risk is no column: it hangs on the odds of the whole book (METHOD §5.2), which move with every loss and every
-- score. `weight` orders by it well enough for an index: value times the probability that the points have by themselves.
DROP TABLE standing;
DROP TABLE tally;
DROP TABLE due_tally;

CREATE TABLE standing (
    account INTEGER PRIMARY KEY REFERENCES account ON DELETE CASCADE,
    open INTEGER NOT NULL CHECK (open IN (0, 1)),
    stage TEXT NOT NULL,
    stage_since INTEGER,
    tier TEXT NOT NULL,
    value INTEGER,
    score INTEGER NOT NULL,
    known INTEGER NOT NULL,
    applicable INTEGER NOT NULL,
    -- Whether enough is known for a probability.
    sure INTEGER NOT NULL CHECK (sure IN (0, 1)),
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
    -- What the account adds to what the book has seen: whole losses that could have been helped, and the day from which
    -- it has been watched without a break, or, once lost, the days for which it was.
    losses INTEGER NOT NULL,
    watched INTEGER
) STRICT;
CREATE INDEX standing_rank ON standing (open, score DESC, value DESC);
CREATE INDEX standing_money ON standing (open, weight DESC, due_on);
CREATE INDEX standing_lost ON standing (lost_on, stage, value) WHERE lost_on IS NOT NULL;

-- Sums over standings, kept by the triggers below: the numbers in the frames of the first screen, and the odds.
CREATE TABLE tally (
    stage TEXT NOT NULL,
    score INTEGER NOT NULL,
    sure INTEGER NOT NULL,
    accounts INTEGER NOT NULL,
    value INTEGER NOT NULL,
    PRIMARY KEY (stage, score, sure)
) STRICT, WITHOUT ROWID;
CREATE TABLE due_tally (
    due_on INTEGER PRIMARY KEY,
    accounts INTEGER NOT NULL
) STRICT;
-- What the book has seen. Of open accounts (1) `watched` adds up days since 1970, of lost ones (0) days.
CREATE TABLE seen_tally (
    open INTEGER PRIMARY KEY,
    accounts INTEGER NOT NULL,
    losses INTEGER NOT NULL,
    watched INTEGER NOT NULL
) STRICT;
CREATE TRIGGER standing_added AFTER INSERT ON standing BEGIN
    INSERT INTO tally SELECT new.stage, new.score, new.sure, 1, coalesce(new.value, 0) WHERE new.open = 1
        ON CONFLICT DO UPDATE SET accounts = accounts + 1, value = value + excluded.value;
    INSERT INTO due_tally SELECT new.due_on, 1 WHERE new.open = 1 ON CONFLICT DO UPDATE SET accounts = accounts + 1;
    INSERT INTO seen_tally SELECT new.open, 1, new.losses, new.watched WHERE new.watched IS NOT NULL
        ON CONFLICT DO UPDATE SET accounts = accounts + 1, losses = losses + excluded.losses,
        watched = watched + excluded.watched;
END;
CREATE TRIGGER standing_removed AFTER DELETE ON standing BEGIN
    UPDATE tally SET accounts = accounts - 1, value = value - coalesce(old.value, 0)
        WHERE old.open = 1 AND stage = old.stage AND score = old.score AND sure = old.sure;
    UPDATE due_tally SET accounts = accounts - 1 WHERE old.open = 1 AND due_on = old.due_on;
    UPDATE seen_tally SET accounts = accounts - 1, losses = losses - old.losses, watched = watched - old.watched
        WHERE old.watched IS NOT NULL AND open = old.open;
END;
CREATE TRIGGER standing_changed AFTER UPDATE ON standing BEGIN
    UPDATE tally SET accounts = accounts - 1, value = value - coalesce(old.value, 0)
        WHERE old.open = 1 AND stage = old.stage AND score = old.score AND sure = old.sure;
    UPDATE due_tally SET accounts = accounts - 1 WHERE old.open = 1 AND due_on = old.due_on;
    UPDATE seen_tally SET accounts = accounts - 1, losses = losses - old.losses, watched = watched - old.watched
        WHERE old.watched IS NOT NULL AND open = old.open;
    INSERT INTO tally SELECT new.stage, new.score, new.sure, 1, coalesce(new.value, 0) WHERE new.open = 1
        ON CONFLICT DO UPDATE SET accounts = accounts + 1, value = value + excluded.value;
    INSERT INTO due_tally SELECT new.due_on, 1 WHERE new.open = 1 ON CONFLICT DO UPDATE SET accounts = accounts + 1;
    INSERT INTO seen_tally SELECT new.open, 1, new.losses, new.watched WHERE new.watched IS NOT NULL
        ON CONFLICT DO UPDATE SET accounts = accounts + 1, losses = losses + excluded.losses,
        watched = watched + excluded.watched;
END;

-- Tells the program to work the standings out before anything is shown.
DELETE FROM meta WHERE key IN ('standings', 'tier_a', 'tier_b');
INSERT INTO meta SELECT 'standings', 'none' WHERE EXISTS (SELECT 1 FROM account);
