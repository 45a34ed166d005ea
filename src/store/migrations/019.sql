-- How our people hold an account, so that what hangs on one of them is added up without reading every touch. What a summary
-- says is worked out afresh, so the old ones go.
ALTER TABLE account_summary ADD COLUMN held INTEGER NOT NULL DEFAULT 0;
DELETE FROM account_summary;

-- Tells the program to work the summaries out before anything is shown.
DELETE FROM meta WHERE key IN ('standings', 'tier_a', 'tier_b');
INSERT INTO meta SELECT 'standings', 'none' WHERE EXISTS (SELECT 1 FROM account);
