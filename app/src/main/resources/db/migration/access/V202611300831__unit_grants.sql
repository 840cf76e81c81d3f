-- An executive sees the published numbers of the company, and of the units that stand here, from a day to a day (UTC).
-- Whose a grant is: a person of the directory, or a program.
CREATE TABLE access.unit_grant (
  tenant text NOT NULL,
  line bigint GENERATED ALWAYS AS IDENTITY,
  person uuid,
  principal text,
  kind text NOT NULL CHECK (kind IN ('DEPARTMENT', 'CATEGORY')),
  unit text NOT NULL,
  valid_from date NOT NULL,
  valid_until date,
  granted_by text NOT NULL,
  granted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  revoked_at timestamptz,
  PRIMARY KEY (tenant, line),
  CHECK ((person IS NULL) <> (principal IS NULL)),
  CHECK (valid_until >= valid_from)
);
CREATE INDEX unit_grant_by_person ON access.unit_grant (tenant, person) WHERE person IS NOT NULL;
ALTER TABLE access.unit_grant ENABLE ROW LEVEL SECURITY;
ALTER TABLE access.unit_grant FORCE ROW LEVEL SECURITY;
CREATE POLICY kept ON access.unit_grant
  USING (tenant = (SELECT state.tenant_as('SYSTEM', 'IT_SECURITY')));
CREATE POLICY own ON access.unit_grant FOR SELECT
  USING (tenant = (SELECT state.tenant_as('EXECUTIVE'))
    AND (person = (SELECT state.person()) OR principal = (SELECT state.principal())));
CREATE TRIGGER leave_out_erased BEFORE INSERT OR UPDATE OF person ON access.unit_grant
  FOR EACH ROW WHEN (NEW.person IS NOT NULL) EXECUTE FUNCTION state.leave_out_erased();
REVOKE ALL ON access.unit_grant FROM orgscope_app;
GRANT SELECT, DELETE, UPDATE (revoked_at),
  INSERT (tenant, person, principal, kind, unit, valid_from, valid_until, granted_by) ON access.unit_grant TO orgscope_app;

-- Which units the caller was granted and may see now: asked by the policies of what is published.
CREATE FUNCTION access.granted(wanted text) RETURNS SETOF text
LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT g.unit FROM access.unit_grant g
  WHERE g.tenant = (SELECT state.tenant_as('EXECUTIVE'))
    AND (g.person = (SELECT state.person()) OR g.principal = (SELECT state.principal()))
    AND g.kind = wanted AND g.revoked_at IS NULL AND g.valid_from <= (now() AT TIME ZONE 'UTC')::date
    AND (g.valid_until IS NULL OR g.valid_until >= (now() AT TIME ZONE 'UTC')::date);
END;
GRANT EXECUTE ON FUNCTION access.granted(text) TO orgscope_app, orgscope_pages;

ALTER TABLE access.principal DROP CONSTRAINT principal_role_check,
  ADD CONSTRAINT principal_role_check
    CHECK (role IN ('CEO', 'EXECUTIVE', 'MANAGER', 'EMPLOYEE', 'IT_SECURITY', 'AUDITOR'));
