-- A night that was held is released or discarded by a person, who says why.
ALTER TABLE nightly.run DROP CONSTRAINT run_state_check;
ALTER TABLE nightly.run ADD CONSTRAINT run_state_check
  CHECK (state IN ('running', 'published', 'held', 'partial', 'failed', 'discarded'));
