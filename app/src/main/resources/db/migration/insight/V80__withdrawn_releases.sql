-- A release is withdrawn by its own name and with a reason; a run may have several. Nothing wrote to the old table.
DROP TABLE insight.withdrawal;
CREATE TABLE insight.withdrawal (
  tenant       text NOT NULL,
  release      text NOT NULL,
  reason       text NOT NULL,
  withdrawn_by text NOT NULL,
  withdrawn_at timestamptz NOT NULL,
  PRIMARY KEY (tenant, release)
);

ALTER TABLE insight.withdrawal ENABLE ROW LEVEL SECURITY;
ALTER TABLE insight.withdrawal FORCE ROW LEVEL SECURITY;
CREATE POLICY withdrawal_read ON insight.withdrawal FOR SELECT
  USING (tenant = state.tenant()
         AND state.role() IN ('CEO', 'AUDITOR', 'IT_SECURITY', 'SYSTEM'));
CREATE POLICY withdrawal_add ON insight.withdrawal FOR INSERT
  WITH CHECK (tenant = state.tenant() AND state.role() IN ('IT_SECURITY', 'SYSTEM'));
REVOKE UPDATE, DELETE, TRUNCATE ON insight.withdrawal FROM orgscope_app;
