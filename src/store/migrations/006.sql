-- How a plan is held: written down with its reviews, or kept in mind and talked over.
ALTER TABLE plan ADD COLUMN formality TEXT NOT NULL DEFAULT 'formal' CHECK (formality = 'formal' OR formality = 'informal');
