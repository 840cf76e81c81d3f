-- What was suggested for a kind of work and a setup, which hold nothing of anybody. The newest line of a pair
-- holds; nothing is changed.
CREATE TABLE category.suggestion (
  tenant text NOT NULL,
  category text NOT NULL,
  setup text NOT NULL,
  number bigint GENERATED ALWAYS AS IDENTITY,
  bands text NOT NULL,
  said jsonb NOT NULL,
  model text NOT NULL,
  prompt text,
  fallback_because text,
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant, category, setup, number)
);
REVOKE UPDATE, DELETE, TRUNCATE ON category.suggestion FROM orgscope_app;

ALTER TABLE category.suggestion ENABLE ROW LEVEL SECURITY;
ALTER TABLE category.suggestion FORCE ROW LEVEL SECURITY;
CREATE POLICY readable ON category.suggestion FOR SELECT
  USING (tenant = state.tenant() AND state.role() IN ('SYSTEM', 'IT_SECURITY'));
CREATE POLICY said ON category.suggestion FOR INSERT
  WITH CHECK (tenant = state.tenant() AND state.role() = 'SYSTEM');
