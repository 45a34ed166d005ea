-- Facts have fields of their own, which nobody changes by editing a text: what tags said of an account, which duty the purpose
-- of an assignment told, of which playbook an action is, and whom it says to have told how an account stands. What the texts
-- of older books tell is read into the fields by the rule that reads older files.
ALTER TABLE account ADD COLUMN strategic INTEGER NOT NULL DEFAULT 0 CHECK (strategic IN (0, 1));
ALTER TABLE account ADD COLUMN delivered INTEGER CHECK (delivered IN (0, 1));
ALTER TABLE account ADD COLUMN loyal INTEGER CHECK (loyal IN (0, 1));
ALTER TABLE account ADD COLUMN retainable INTEGER CHECK (retainable IN (0, 1));
ALTER TABLE seat ADD COLUMN duty TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(duty));
ALTER TABLE action ADD COLUMN playbook_step INTEGER CHECK (playbook_step BETWEEN 1 AND 1000);
ALTER TABLE action ADD COLUMN planned_on INTEGER CHECK (planned_on BETWEEN -25567 AND 84005);
ALTER TABLE action ADD COLUMN playbook_mark TEXT CHECK (playbook_mark IN ('planned', 'by hand', 'withdrawn'));
ALTER TABLE action ADD COLUMN cause TEXT;
ALTER TABLE action ADD COLUMN told_to INTEGER REFERENCES member;
CREATE INDEX action_told_to ON action (told_to) WHERE told_to IS NOT NULL;
