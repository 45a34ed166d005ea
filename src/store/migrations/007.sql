-- A trade show and a VIP session are channels of their own. Only the checks of three columns get wider and no row changes, so
-- the text of the tables is changed, as SQLite's documentation has it for that, and a million touches stay where they are.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema
SET sql = replace(sql, 'channel = ''event''', 'channel = ''trade-show'' OR channel = ''vip-session'' OR channel = ''event''')
WHERE type = 'table' AND name IN ('touch', 'action', 'communication');
PRAGMA writable_schema = RESET;
