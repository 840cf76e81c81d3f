-- Who may sign in at this installation itself, in which role; managers and employees are somebody.
CREATE TABLE access.principal (
  tenant text NOT NULL,
  principal text NOT NULL,
  role text NOT NULL CHECK (role IN ('CEO', 'MANAGER', 'EMPLOYEE', 'IT_SECURITY', 'AUDITOR')),
  person uuid,
  PRIMARY KEY (tenant, principal),
  CHECK (person IS NOT NULL OR role NOT IN ('MANAGER', 'EMPLOYEE'))
);
ALTER TABLE access.principal ENABLE ROW LEVEL SECURITY;
ALTER TABLE access.principal FORCE ROW LEVEL SECURITY;
CREATE POLICY machinery ON access.principal
  USING (tenant = state.tenant() AND state.role() IN ('SYSTEM', 'IT_SECURITY'));
CREATE POLICY self ON access.principal FOR SELECT
  USING (tenant = state.tenant() AND principal = state.principal());
