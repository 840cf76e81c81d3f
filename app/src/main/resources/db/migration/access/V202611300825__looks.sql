-- Who opened a person's record: in which role, for which purpose, under which reference. The person reads their own.
-- The time is the database's: nobody may say another.
CREATE TABLE access.look (
  tenant text NOT NULL,
  line bigint GENERATED ALWAYS AS IDENTITY,
  person uuid NOT NULL,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  principal text NOT NULL,
  role text NOT NULL CHECK (role IN ('IT_SECURITY', 'MANAGER')),
  purpose text CHECK (purpose IN ('SECURITY_INCIDENT', 'ACCESS_REVIEW', 'LICENCE_QUESTION', 'OWN_REQUEST', 'CORRECTION',
    'COMMAND_LINE')),
  reference text CHECK (length(reference) BETWEEN 1 AND 60),
  PRIMARY KEY (tenant, line),
  -- A manager sees who reports to them and says no purpose; of IT nobody looks without one, and only the command
  -- line, whose scripts were there before, without a reference.
  CHECK (role = 'MANAGER' OR purpose IS NOT NULL),
  CHECK (role = 'MANAGER' OR purpose = 'COMMAND_LINE' OR reference IS NOT NULL)
);
CREATE INDEX look_by_person ON access.look (tenant, person, at DESC);
CREATE INDEX look_by_principal ON access.look (tenant, principal, at DESC);
ALTER TABLE access.look ENABLE ROW LEVEL SECURITY;
ALTER TABLE access.look FORCE ROW LEVEL SECURITY;
CREATE POLICY readable ON access.look FOR SELECT
  USING (tenant = (SELECT state.tenant_as('SYSTEM', 'IT_SECURITY')));
CREATE POLICY own ON access.look FOR SELECT
  USING (tenant = (SELECT state.tenant_as('MANAGER', 'EMPLOYEE'))
    AND person = (SELECT state.person()));
-- Everybody adds looks of their own, in the role they have, at people whose rows they have.
CREATE POLICY added ON access.look FOR INSERT
  WITH CHECK (tenant = (SELECT state.tenant()) AND role = (SELECT state.role())
    AND principal = (SELECT state.principal()) AND directory.sees(person));
-- Whoever is erased is forgotten as the one who was looked at, and as the one who looked.
CREATE POLICY forgotten ON access.look FOR DELETE
  USING (tenant = (SELECT state.tenant_as('SYSTEM')));
CREATE POLICY nameless ON access.look FOR UPDATE
  USING (tenant = (SELECT state.tenant_as('SYSTEM')));
CREATE TRIGGER leave_out_erased BEFORE INSERT OR UPDATE OF person ON access.look
  FOR EACH ROW WHEN (NEW.person IS NOT NULL) EXECUTE FUNCTION state.leave_out_erased();
REVOKE ALL ON access.look FROM orgscope_app;
GRANT SELECT, DELETE, INSERT (tenant, person, principal, role, purpose, reference), UPDATE (principal)
  ON access.look TO orgscope_app;
GRANT INSERT (tenant, person, principal, role, purpose, reference) ON access.look TO orgscope_pages;
