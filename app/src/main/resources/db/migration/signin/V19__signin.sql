-- Who is signed in at the pages. A browser holds a value made at random, this table its SHA-256: whoever reads the
-- table cannot be anybody. Ended sessions stay for a day, so that a browser can be told why.
CREATE TABLE signin.session (
  tenant text NOT NULL,
  session bytea NOT NULL CHECK (length(session) = 32),
  way text NOT NULL CHECK (way IN ('DEMO', 'LINK', 'PROVIDER')),
  principal text NOT NULL,
  role text NOT NULL CHECK (role IN ('CEO', 'MANAGER', 'EMPLOYEE', 'IT_SECURITY', 'AUDITOR')),
  person uuid,
  -- Groups of the identity provider that gave roles, and when it said so.
  groups text[] NOT NULL,
  opened_at timestamptz NOT NULL,
  used_at timestamptz NOT NULL,
  ended_at timestamptz,
  ended_why text,
  -- The identity provider's session and account, hashed, by which it ends them; its token, sealed.
  provider_session bytea,
  provider_account bytea,
  provider_token bytea,
  PRIMARY KEY (tenant, session),
  CHECK (person IS NOT NULL OR role NOT IN ('MANAGER', 'EMPLOYEE'))
);
CREATE INDEX session_by_principal ON signin.session (tenant, principal) WHERE ended_at IS NULL;
CREATE INDEX session_by_account ON signin.session (tenant, provider_account)
  WHERE provider_account IS NOT NULL;
ALTER TABLE signin.session ENABLE ROW LEVEL SECURITY;
ALTER TABLE signin.session FORCE ROW LEVEL SECURITY;
CREATE POLICY machinery ON signin.session
  USING (tenant = (SELECT state.tenant()) AND (SELECT state.role()) = 'SYSTEM');
-- No row of somebody who was erased: see state.
CREATE TRIGGER leave_out_erased BEFORE INSERT OR UPDATE OF person ON signin.session
  FOR EACH ROW WHEN (NEW.person IS NOT NULL) EXECUTE FUNCTION state.leave_out_erased();
