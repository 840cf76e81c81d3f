-- What a model was asked about a signature in a run, and what came of it. A signature names no person, and at least k people share it.
CREATE TABLE category.consultation (
  tenant text NOT NULL,
  run text NOT NULL,
  signature text NOT NULL,
  number bigint GENERATED ALWAYS AS IDENTITY,
  people int NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('ACCEPTED', 'YESTERDAY', 'REFUSED', 'UNANSWERED')),
  answer jsonb,
  because text,
  model text,
  prompt text NOT NULL,
  trace uuid,
  calls int NOT NULL,
  remembered int NOT NULL,
  cost_nano bigint NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant, run, signature)
);
CREATE INDEX consultation_by_signature ON category.consultation (tenant, signature, number DESC);

-- Answers that were not believed, each with its faults.
CREATE TABLE category.refusal (
  tenant text NOT NULL,
  run text NOT NULL,
  signature text NOT NULL,
  attempt int NOT NULL,
  trace uuid NOT NULL,
  model text NOT NULL,
  faults text[] NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant, run, signature, attempt)
);

-- What people set right, as prompts hold it: signature, from, to. A set that differs from the last one gets a new version.
CREATE TABLE category.correction_set (
  tenant text NOT NULL,
  version int NOT NULL,
  run text NOT NULL,
  lines text[] NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant, version)
);

REVOKE UPDATE, DELETE, TRUNCATE ON category.consultation, category.refusal, category.correction_set FROM orgscope_app;

ALTER TABLE category.consultation ENABLE ROW LEVEL SECURITY;
ALTER TABLE category.consultation FORCE ROW LEVEL SECURITY;
CREATE POLICY operations ON category.consultation
  USING (tenant = state.tenant() AND state.role() IN ('SYSTEM', 'IT_SECURITY'));

ALTER TABLE category.refusal ENABLE ROW LEVEL SECURITY;
ALTER TABLE category.refusal FORCE ROW LEVEL SECURITY;
CREATE POLICY operations ON category.refusal
  USING (tenant = state.tenant() AND state.role() IN ('SYSTEM', 'IT_SECURITY'));

ALTER TABLE category.correction_set ENABLE ROW LEVEL SECURITY;
ALTER TABLE category.correction_set FORCE ROW LEVEL SECURITY;
CREATE POLICY operations ON category.correction_set
  USING (tenant = state.tenant() AND state.role() IN ('SYSTEM', 'IT_SECURITY'));
