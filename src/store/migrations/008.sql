-- The story or the page that helped to keep them, as it is known of an opportunity that was won.
ALTER TABLE contract ADD COLUMN proof TEXT CHECK (length(proof) BETWEEN 0 AND 2000);
