-- The signals that speak at an account, a bit for each, so that lists can be filtered by them. What a summary says is worked
-- out afresh, so the old ones go.
ALTER TABLE account_summary ADD COLUMN signals INTEGER NOT NULL DEFAULT 0;
DELETE FROM account_summary;

-- Tells the program to work the summaries out before anything is shown.
DELETE FROM meta WHERE key IN ('standings', 'tier_a', 'tier_b');
INSERT INTO meta SELECT 'standings', 'none' WHERE EXISTS (SELECT 1 FROM account);
