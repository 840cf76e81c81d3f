-- Works council or data protection officer: by a group, as a program, or looked at by IT/Security.
ALTER TABLE access.principal DROP CONSTRAINT principal_role_check,
  ADD CONSTRAINT principal_role_check
    CHECK (role IN ('CEO', 'EXECUTIVE', 'MANAGER', 'EMPLOYEE', 'IT_SECURITY', 'AUDITOR', 'COUNCIL'));
ALTER TABLE signin.session DROP CONSTRAINT session_role_check,
  ADD CONSTRAINT session_role_check
    CHECK (role IN ('CEO', 'EXECUTIVE', 'MANAGER', 'EMPLOYEE', 'IT_SECURITY', 'AUDITOR', 'COUNCIL'));
ALTER TABLE signin.group_role DROP CONSTRAINT group_role_role_check,
  ADD CONSTRAINT group_role_role_check
    CHECK (role IN ('CEO', 'EXECUTIVE', 'MANAGER', 'EMPLOYEE', 'IT_SECURITY', 'AUDITOR', 'COUNCIL'));
ALTER TABLE signin.service_account DROP CONSTRAINT service_account_role_check,
  ADD CONSTRAINT service_account_role_check
    CHECK (role IN ('CEO', 'EXECUTIVE', 'IT_SECURITY', 'AUDITOR', 'COUNCIL'));
ALTER TABLE signin.preview DROP CONSTRAINT preview_role_check,
  ADD CONSTRAINT preview_role_check
    CHECK (role IN ('CEO', 'EXECUTIVE', 'MANAGER', 'EMPLOYEE', 'AUDITOR', 'COUNCIL'));

-- What was spent of the year's privacy is no person's.
CREATE POLICY charge_council ON privacy.charge FOR SELECT
  USING (tenant = (SELECT state.tenant_as('COUNCIL')));

-- Documents that were proposed for a company: what waits for signatures, and whether the council's is one of them.
CREATE TABLE access.proposal (
  tenant text NOT NULL,
  nonce text NOT NULL,
  what text NOT NULL,
  change text NOT NULL,
  reason text NOT NULL,
  council boolean NOT NULL,
  made_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  applied_at timestamptz,
  PRIMARY KEY (tenant, nonce)
);
ALTER TABLE access.proposal ENABLE ROW LEVEL SECURITY;
ALTER TABLE access.proposal FORCE ROW LEVEL SECURITY;
CREATE POLICY kept ON access.proposal
  USING (tenant = (SELECT state.tenant_as('SYSTEM', 'IT_SECURITY')));
CREATE POLICY council ON access.proposal FOR SELECT
  USING (tenant = (SELECT state.tenant_as('COUNCIL')));
