-- A night of one tenant: who was chosen and why, how far it came, how it ended.
CREATE TABLE nightly.run (
  tenant text NOT NULL,
  run text NOT NULL,
  as_of date NOT NULL,
  state text NOT NULL CHECK (state IN ('running', 'published', 'held', 'partial', 'failed')),
  because text,
  begun_at timestamptz NOT NULL,
  ended_at timestamptz,
  -- What asking models was expected to cost before the night began, and what it came to. These and what follows are
  -- null until the night has got that far.
  quoted_nano bigint,
  paid_nano bigint,
  -- How many people were chosen and decided.
  people int,
  decided int,
  -- How many were decided otherwise than before, and how many were decided before.
  changed int,
  decided_before int,
  PRIMARY KEY (tenant, run)
);

CREATE INDEX run_by_age ON nightly.run (tenant, begun_at DESC);

-- The choice is written down, so that a night that starts again works on the same people.
CREATE TABLE nightly.chosen (
  tenant text NOT NULL,
  run text NOT NULL,
  person uuid NOT NULL,
  shard int NOT NULL,
  reason text NOT NULL,
  PRIMARY KEY (tenant, run, shard, person)
);

ALTER TABLE nightly.run ENABLE ROW LEVEL SECURITY;
ALTER TABLE nightly.run FORCE ROW LEVEL SECURITY;
CREATE POLICY operations ON nightly.run
  USING (tenant = state.tenant() AND state.role() IN ('SYSTEM', 'IT_SECURITY'));

ALTER TABLE nightly.chosen ENABLE ROW LEVEL SECURITY;
ALTER TABLE nightly.chosen FORCE ROW LEVEL SECURITY;
CREATE POLICY operations ON nightly.chosen
  USING (tenant = state.tenant() AND state.role() IN ('SYSTEM', 'IT_SECURITY'));

-- No row of somebody who was erased: see state.
CREATE TRIGGER leave_out_erased BEFORE INSERT OR UPDATE OF person ON nightly.chosen
  FOR EACH ROW WHEN (NEW.person IS NOT NULL) EXECUTE FUNCTION state.leave_out_erased();
