-- How many people a night decided otherwise than before, and how many were decided before; null for
-- nights that ended before this was kept.
ALTER TABLE nightly.run ADD COLUMN changed int, ADD COLUMN decided_before int;
