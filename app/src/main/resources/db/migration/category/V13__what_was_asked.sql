-- Every question of a talk, so that all that was asked and said can be shown to whoever it was about.
ALTER TABLE category.consultation ADD COLUMN traces uuid[] NOT NULL DEFAULT '{}';

-- The signature that a person was asked about under; null where no model was asked.
ALTER TABLE category.assignment ADD COLUMN asked text;

-- What asking about a kind of work and a setup took in a run, answered or not.
CREATE TABLE category.suggestion_question (
  tenant text NOT NULL,
  run text NOT NULL,
  number bigint GENERATED ALWAYS AS IDENTITY,
  category text NOT NULL,
  setup text NOT NULL,
  because text,
  traces uuid[] NOT NULL,
  calls int NOT NULL,
  remembered int NOT NULL,
  cost_nano bigint NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant, run, number)
);
REVOKE UPDATE, DELETE, TRUNCATE ON category.suggestion_question FROM orgscope_app;

ALTER TABLE category.suggestion_question ENABLE ROW LEVEL SECURITY;
ALTER TABLE category.suggestion_question FORCE ROW LEVEL SECURITY;
CREATE POLICY operations ON category.suggestion_question
  USING (tenant = state.tenant() AND state.role() IN ('SYSTEM', 'IT_SECURITY'));
