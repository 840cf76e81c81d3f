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
-- No row of somebody who was erased: see state.
CREATE TRIGGER leave_out_erased BEFORE INSERT OR UPDATE OF person ON access.principal
  FOR EACH ROW WHEN (NEW.person IS NOT NULL) EXECUTE FUNCTION state.leave_out_erased();

-- Links by which whoever runs the installation signs in; the code itself is nowhere, its hash is.
CREATE TABLE access.sign_in_link (
  tenant text NOT NULL,
  code bytea NOT NULL CHECK (length(code) = 32),
  maker text NOT NULL,
  made_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  PRIMARY KEY (tenant, code)
);
ALTER TABLE access.sign_in_link ENABLE ROW LEVEL SECURITY;
ALTER TABLE access.sign_in_link FORCE ROW LEVEL SECURITY;
CREATE POLICY machinery ON access.sign_in_link
  USING (tenant = state.tenant() AND state.role() = 'SYSTEM');

-- What other systems show to be let in: hashes of secrets made at random. Two may be good at a time.
CREATE TABLE access.secret (
  tenant text NOT NULL,
  purpose text NOT NULL,
  number int NOT NULL,
  hash bytea NOT NULL,
  made_at timestamptz NOT NULL,
  good_until timestamptz,
  PRIMARY KEY (tenant, purpose, number)
);
ALTER TABLE access.secret ENABLE ROW LEVEL SECURITY;
ALTER TABLE access.secret FORCE ROW LEVEL SECURITY;
CREATE POLICY machinery ON access.secret
  USING (tenant = state.tenant() AND state.role() IN ('SYSTEM', 'IT_SECURITY'));
