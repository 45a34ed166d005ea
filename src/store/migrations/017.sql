-- Nothing counts as done because its day has passed: an update is sent when somebody says so. Of what is in the book, what the
-- book learned on its day or later was written down as sent; what was planned ahead was never confirmed, so it is asked about.
ALTER TABLE company_update ADD COLUMN sent_on INTEGER;
UPDATE company_update SET sent_on = "on" WHERE known_on IS NULL OR known_on >= "on";
CREATE INDEX company_update_planned ON company_update ("on") WHERE sent_on IS NULL;

-- What falls due is looked for by its day.
CREATE INDEX opportunity_expected ON opportunity (expected_on) WHERE state = 'open' AND expected_on IS NOT NULL;
CREATE INDEX plan_review ON plan (review_on) WHERE review_on IS NOT NULL;
CREATE INDEX plan_reviewed ON plan (coalesce(reviewed_on, started_on)) WHERE review_on IS NULL;
CREATE INDEX handoff_returned ON handoff (account) WHERE state = 'returned';

-- A 1:1 can be planned for a day of its own.
ALTER TABLE member ADD COLUMN next_one_on_one INTEGER;

-- A contribution belongs to the win that it helped: a contract renewed, an opportunity won, or, with neither, a new customer.
ALTER TABLE contribution ADD COLUMN contract INTEGER REFERENCES contract;
ALTER TABLE contribution ADD COLUMN opportunity INTEGER REFERENCES opportunity;
ALTER TABLE contribution ADD COLUMN thanks TEXT;
CREATE INDEX contribution_contract ON contribution (contract) WHERE contract IS NOT NULL;
CREATE INDEX contribution_opportunity ON contribution (opportunity) WHERE opportunity IS NOT NULL;

-- What a new customer had seen of others before they signed.
ALTER TABLE account ADD COLUMN reference TEXT;
