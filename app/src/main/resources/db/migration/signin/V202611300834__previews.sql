-- Whose eyes IT/Security looks with, in one session and until a time. There is one at a time: another takes its place.
CREATE TABLE signin.preview (
  tenant text NOT NULL,
  session bytea NOT NULL CHECK (length(session) = 32),
  role text NOT NULL CHECK (role IN ('CEO', 'EXECUTIVE', 'MANAGER', 'EMPLOYEE', 'AUDITOR')),
  person uuid,
  ends_at timestamptz NOT NULL,
  PRIMARY KEY (tenant, session),
  CHECK (person IS NOT NULL OR role NOT IN ('MANAGER', 'EMPLOYEE'))
);
ALTER TABLE signin.preview ENABLE ROW LEVEL SECURITY;
ALTER TABLE signin.preview FORCE ROW LEVEL SECURITY;
CREATE POLICY machinery ON signin.preview
  USING (tenant = (SELECT state.tenant_as('SYSTEM')));
CREATE TRIGGER leave_out_erased BEFORE INSERT OR UPDATE OF person ON signin.preview
  FOR EACH ROW WHEN (NEW.person IS NOT NULL) EXECUTE FUNCTION state.leave_out_erased();
GRANT INSERT, UPDATE, DELETE ON signin.preview TO orgscope_pages;
