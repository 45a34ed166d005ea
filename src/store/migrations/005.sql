-- Who answers for a contract line, and what the customer gained from it, in their words; where one of ours sits.
ALTER TABLE contract ADD COLUMN owner INTEGER REFERENCES member;
ALTER TABLE contract ADD COLUMN value_case TEXT;
CREATE INDEX contract_owner ON contract (owner) WHERE owner IS NOT NULL;
ALTER TABLE member ADD COLUMN place TEXT;
