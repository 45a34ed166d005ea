-- The huddle at which an action was decided, as a day of its month; until now the reason alone said so, which anybody may edit.
ALTER TABLE action ADD COLUMN huddle_month INTEGER CHECK (huddle_month BETWEEN -25567 AND 84005);
UPDATE action SET huddle_month = CAST(julianday(substr(reason, 8, 7) || '-01') - 2440587.5 AS INTEGER)
    WHERE reason GLOB 'huddle [12][0-9][0-9][0-9]-[01][0-9]*';
DROP INDEX IF EXISTS action_huddle;
CREATE INDEX action_huddle ON action (huddle_month) WHERE huddle_month IS NOT NULL;
