-- A night above the budget does not begin. Of those whom a night changed, how many somebody's word was about.
ALTER TABLE nightly.run DROP CONSTRAINT run_state_check;
ALTER TABLE nightly.run ADD CONSTRAINT run_state_check
  CHECK (state IN ('running', 'published', 'held', 'partial', 'failed', 'discarded', 'refused'));
ALTER TABLE nightly.run ADD COLUMN by_hand int;

-- What somebody must look at, once each: whoever tells people reads it from here. Only added.
CREATE TABLE nightly.event (
  tenant text NOT NULL,
  number bigint GENERATED ALWAYS AS IDENTITY,
  kind text NOT NULL CHECK (kind IN ('three_failed')),
  -- The night that made it so.
  run text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant, number),
  UNIQUE (tenant, kind, run)
);
ALTER TABLE nightly.event ENABLE ROW LEVEL SECURITY;
ALTER TABLE nightly.event FORCE ROW LEVEL SECURITY;
CREATE POLICY operations ON nightly.event FOR SELECT
  USING (tenant = (SELECT state.tenant_as('SYSTEM', 'IT_SECURITY')));
CREATE POLICY raised ON nightly.event FOR INSERT
  WITH CHECK (tenant = (SELECT state.tenant_as('SYSTEM')));
