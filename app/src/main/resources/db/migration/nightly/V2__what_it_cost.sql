-- What asking models was expected to cost before the night began, and what it came to. Null for nights
-- of before it was kept.
ALTER TABLE nightly.run ADD COLUMN quoted_nano bigint, ADD COLUMN paid_nano bigint;
