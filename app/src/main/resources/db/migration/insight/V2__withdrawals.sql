-- Runs that were rolled back: their releases are kept, and shown no more.
CREATE TABLE insight.withdrawal (
  tenant       text NOT NULL,
  run          text NOT NULL,
  withdrawn_by text NOT NULL,
  withdrawn_at timestamptz NOT NULL,
  PRIMARY KEY (tenant, run)
);

ALTER TABLE insight.withdrawal ENABLE ROW LEVEL SECURITY;
ALTER TABLE insight.withdrawal FORCE ROW LEVEL SECURITY;
CREATE POLICY withdrawal_read ON insight.withdrawal FOR SELECT
  USING (tenant = state.tenant()
         AND state.role() IN ('CEO', 'AUDITOR', 'IT_SECURITY', 'SYSTEM'));
CREATE POLICY withdrawal_add ON insight.withdrawal FOR INSERT
  WITH CHECK (tenant = state.tenant() AND state.role() IN ('IT_SECURITY', 'SYSTEM'));
REVOKE UPDATE, DELETE, TRUNCATE ON insight.withdrawal FROM orgscope_app;
