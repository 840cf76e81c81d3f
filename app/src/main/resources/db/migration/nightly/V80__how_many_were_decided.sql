-- How many people a night chose and decided; null for nights that ended before this was kept.
ALTER TABLE nightly.run ADD COLUMN people int, ADD COLUMN decided int;
