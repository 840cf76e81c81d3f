-- What IT or a model said an application is for. A model is asked once about a name, in an industry
-- and by one version of the question, so its answers are kept for good.
CREATE TABLE usage.application_answer (
  tenant text NOT NULL,
  folded text NOT NULL,
  industry text NOT NULL,
  said_by text NOT NULL CHECK (said_by IN ('it', 'model')),
  model text NOT NULL,
  prompt text NOT NULL,
  label text NOT NULL,
  functions text NOT NULL,
  sure text NOT NULL CHECK (sure IN ('certain', 'likely', 'guess', 'unknown')),
  kinds text NOT NULL,
  why text NOT NULL,
  said_on date NOT NULL,
  kept_at timestamptz NOT NULL,
  PRIMARY KEY (tenant, folded, industry, said_by, model, prompt)
);
ALTER TABLE usage.application_answer ENABLE ROW LEVEL SECURITY;
ALTER TABLE usage.application_answer FORCE ROW LEVEL SECURITY;
CREATE POLICY names_of_applications ON usage.application_answer
  USING (tenant = state.tenant() AND state.role() IN ('SYSTEM', 'IT_SECURITY'));

-- Which applications IT lets a model be asked about, or forbids to.
CREATE TABLE usage.application_decision (
  tenant text NOT NULL,
  folded text NOT NULL,
  label text NOT NULL,
  decision text NOT NULL CHECK (decision IN ('released', 'refused')),
  decided_at timestamptz NOT NULL,
  PRIMARY KEY (tenant, folded)
);
ALTER TABLE usage.application_decision ENABLE ROW LEVEL SECURITY;
ALTER TABLE usage.application_decision FORCE ROW LEVEL SECURITY;
CREATE POLICY names_of_applications ON usage.application_decision
  USING (tenant = state.tenant() AND state.role() IN ('SYSTEM', 'IT_SECURITY'));

-- What a tenant lets a model be asked about applications; without a row: plain names.
CREATE TABLE usage.asking_policy (
  tenant text NOT NULL PRIMARY KEY,
  policy text NOT NULL CHECK (policy IN ('approved', 'plain', 'never'))
);
ALTER TABLE usage.asking_policy ENABLE ROW LEVEL SECURITY;
ALTER TABLE usage.asking_policy FORCE ROW LEVEL SECURITY;
CREATE POLICY names_of_applications ON usage.asking_policy
  USING (tenant = state.tenant() AND state.role() IN ('SYSTEM', 'IT_SECURITY'));
