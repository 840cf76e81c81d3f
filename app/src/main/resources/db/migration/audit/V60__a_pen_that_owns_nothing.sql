-- What writes the log had the rights of the tables' owner; it now belongs to a role that may do just this.
DROP POLICY written ON audit.entry;
DROP POLICY written ON audit.chain;
CREATE POLICY written ON audit.entry FOR INSERT TO orgscope_definer
  WITH CHECK (tenant = state.tenant());
CREATE POLICY written ON audit.chain TO orgscope_definer
  USING (tenant = state.tenant());
GRANT INSERT ON audit.entry TO orgscope_definer;
GRANT SELECT, INSERT, UPDATE ON audit.chain TO orgscope_definer;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA audit FROM PUBLIC;
ALTER FUNCTION audit.refuse() SET search_path = pg_catalog, pg_temp;
ALTER FUNCTION audit.append(timestamptz, text, text, text) SET search_path = pg_catalog, pg_temp;
GRANT USAGE, CREATE ON SCHEMA audit TO orgscope_definer;
ALTER FUNCTION audit.append(timestamptz, text, text, text) OWNER TO orgscope_definer;
REVOKE CREATE ON SCHEMA audit FROM orgscope_definer;
