-- How a plan is held: written down with its reviews, or kept in mind and talked over.
ALTER TABLE plan ADD COLUMN formality TEXT NOT NULL DEFAULT 'formal' CHECK (formality = 'formal' OR formality = 'informal');

-- Keeping connected inside when nobody is needed: days between talks, and the last of them.
ALTER TABLE member ADD COLUMN inside_days INTEGER CHECK (inside_days BETWEEN 0 AND 1000000);
ALTER TABLE member ADD COLUMN last_inside INTEGER CHECK (last_inside BETWEEN -25567 AND 84005);

-- The story or the page that helped to win it.
ALTER TABLE opportunity ADD COLUMN proof TEXT CHECK (length(proof) BETWEEN 0 AND 2000);
