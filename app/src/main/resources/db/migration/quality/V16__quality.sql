-- What each comparison with labels found: sums over the labelled people, nobody's label and nobody's answer.
CREATE TABLE quality.evaluation (
  tenant        text NOT NULL,
  number        bigint GENERATED ALWAYS AS IDENTITY,
  run           text NOT NULL,
  at            timestamptz NOT NULL,
  by_whom       text NOT NULL,
  people        integer NOT NULL,
  categorized   integer NOT NULL,
  accuracy      double precision,
  accuracy_low  double precision,
  accuracy_high double precision,
  coverage      double precision,
  hybrid_found  double precision,
  ece           double precision,
  PRIMARY KEY (tenant, number)
);

ALTER TABLE quality.evaluation ENABLE ROW LEVEL SECURITY;
ALTER TABLE quality.evaluation FORCE ROW LEVEL SECURITY;
CREATE POLICY evaluation_read ON quality.evaluation FOR SELECT
  USING (tenant = state.tenant()
         AND state.role() IN ('CEO', 'AUDITOR', 'IT_SECURITY', 'SYSTEM'));
CREATE POLICY evaluation_add ON quality.evaluation FOR INSERT
  WITH CHECK (tenant = state.tenant() AND state.role() IN ('IT_SECURITY', 'SYSTEM'));
REVOKE UPDATE, DELETE, TRUNCATE ON quality.evaluation FROM orgscope_app;
