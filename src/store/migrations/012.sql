-- Tables and columns by the words of the glossary. Only names change, and no row of a fact: what the journal keeps of
-- earlier records is read by its former names as well.
ALTER TABLE seat RENAME TO assignment;
ALTER TABLE assignment RENAME COLUMN peer TO counterpart;
ALTER TABLE defection RENAME TO churn;
ALTER TABLE churn RENAME COLUMN kind TO type;
ALTER TABLE stage_entry RENAME TO stage_period;
ALTER TABLE kit_item RENAME TO checklist_item;
ALTER TABLE communication RENAME TO company_update;
ALTER TABLE share RENAME TO insight_share;
ALTER TABLE ask RENAME TO leadership_request;
ALTER TABLE story RENAME TO reference;
ALTER TABLE reference RENAME COLUMN fear TO objection;
ALTER TABLE hint RENAME TO departure_signal;
ALTER TABLE deferral RENAME TO snooze;
ALTER TABLE snooze RENAME COLUMN line TO task;
ALTER TABLE standing RENAME TO account_summary;
ALTER TABLE contact RENAME COLUMN seat TO role;
ALTER TABLE member RENAME COLUMN inside_days TO one_on_one_days;
ALTER TABLE member RENAME COLUMN last_inside TO last_one_on_one;
ALTER TABLE plan RENAME COLUMN sold_lines TO products_owned;
ALTER TABLE plan RENAME COLUMN unsold_lines TO whitespace;
ALTER TABLE contract RENAME COLUMN proof TO reference;
ALTER TABLE opportunity RENAME COLUMN proof TO reference;

-- A record is checked where it is put, by its declaration alone; the tables keep types, keys and what points to what. So
-- the words of a field, and the longest text, are said in one place.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = without_checks(sql) WHERE type = 'table' AND name IN (
    'account', 'action', 'agreement', 'assignment', 'checklist_item', 'churn', 'commitment', 'company_update', 'contact',
    'contract', 'contribution', 'departure_signal', 'event', 'goal', 'handoff', 'insight', 'insight_share', 'invoice', 'issue',
    'leadership_request', 'member', 'month', 'opportunity', 'plan', 'pulse', 'rate', 'reference', 'referral', 'setting', 'snooze',
    'stage_period', 'touch', 'watch');
PRAGMA writable_schema = RESET;

UPDATE contact SET role = CASE role WHEN 'sponsor' THEN 'champion' WHEN 'payer' THEN 'budget holder' ELSE 'executive' END
    WHERE role IN ('sponsor', 'payer', 'executive peer');
UPDATE contract SET outcome = CASE outcome WHEN 'grown' THEN 'expanded' WHEN 'smaller' THEN 'downsell' ELSE 'churned' END
    WHERE outcome IN ('grown', 'smaller', 'lost');
UPDATE change SET noun = CASE noun WHEN 'seats' THEN 'assignments' WHEN 'defections' THEN 'churns' WHEN 'communications' THEN 'company_updates'
    WHEN 'deferrals' THEN 'snoozes' WHEN 'asks' THEN 'leadership_requests' WHEN 'stories' THEN 'references' WHEN 'kit_items' THEN 'checklist_items'
    WHEN 'hints' THEN 'departure_signals' WHEN 'shares' THEN 'insight_shares' ELSE noun END;
