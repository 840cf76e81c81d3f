-- Prompts and models that are tried beside the one that holds: what a company had, what is tried, on how many, and how
-- it ended. Which version asks is read from here: the last one that was promoted.
CREATE TABLE category.trial (
  tenant text NOT NULL,
  number int NOT NULL CHECK (number > 0),
  kind text NOT NULL CHECK (kind IN ('canary', 'ab', 'describer')),
  before_prompt text NOT NULL,
  before_model text,
  prompt text NOT NULL,
  model text,
  share float8 NOT NULL CHECK (share > 0 AND share <= 1),
  -- By which people and groups are drawn.
  key text NOT NULL,
  judge text NOT NULL CHECK (judge IN ('titles', 'pattern', 'words')),
  state text NOT NULL CHECK (state IN ('running', 'promoted', 'withdrawn')),
  reason text NOT NULL,
  begun_at timestamptz NOT NULL,
  ended_at timestamptz,
  because text,
  looks int NOT NULL,
  -- How often the candidate was asked the same otherwise, and said something else; null where it was not.
  probed int,
  flipped int CHECK ((flipped IS NULL) = (probed IS NULL)),
  PRIMARY KEY (tenant, number),
  CHECK ((state = 'running') = (ended_at IS NULL)),
  CHECK ((ended_at IS NULL) = (because IS NULL))
);
-- One at a time of those who ask about people, and one of those who ask about applications.
CREATE UNIQUE INDEX trial_one_at_a_time ON category.trial (tenant, (kind = 'describer')) WHERE state = 'running';

ALTER TABLE category.trial ENABLE ROW LEVEL SECURITY;
ALTER TABLE category.trial FORCE ROW LEVEL SECURITY;
CREATE POLICY operations ON category.trial FOR SELECT
  USING (tenant = (SELECT state.tenant_as('SYSTEM', 'IT_SECURITY')));
CREATE POLICY begun ON category.trial FOR INSERT
  WITH CHECK (tenant = (SELECT state.tenant_as('SYSTEM')));
CREATE POLICY moved ON category.trial FOR UPDATE
  USING (tenant = (SELECT state.tenant_as('SYSTEM')))
  WITH CHECK (tenant = (SELECT state.tenant_as('SYSTEM')));

-- What both said about the same: a group of k people or an application, never a person. The first answer stays.
CREATE TABLE category.trial_pair (
  tenant text NOT NULL,
  trial int NOT NULL,
  unit text NOT NULL,
  people int NOT NULL,
  before_said text NOT NULL,
  candidate_said text NOT NULL,
  -- What it is, by each judge that can tell.
  titles text,
  pattern text,
  words text,
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant, trial, unit)
);
ALTER TABLE category.trial_pair ENABLE ROW LEVEL SECURITY;
ALTER TABLE category.trial_pair FORCE ROW LEVEL SECURITY;
CREATE POLICY operations ON category.trial_pair FOR SELECT
  USING (tenant = (SELECT state.tenant_as('SYSTEM', 'IT_SECURITY')));
CREATE POLICY compared ON category.trial_pair FOR INSERT
  WITH CHECK (tenant = (SELECT state.tenant_as('SYSTEM')));

-- An act may also take back, or give back, what a trial said to people.
ALTER TABLE category.rollback ADD COLUMN trial int;
ALTER TABLE category.rollback DROP CONSTRAINT rollback_check;
ALTER TABLE category.rollback ADD CHECK (num_nonnulls(run, undoes, trial) = 1);
