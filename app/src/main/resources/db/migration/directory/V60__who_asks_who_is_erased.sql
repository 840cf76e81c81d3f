-- As in audit: a role of its own for what runs with its owner's rights.
DROP POLICY asked ON directory.erased;
CREATE POLICY asked ON directory.erased FOR SELECT TO orgscope_definer
  USING (tenant = state.tenant());
GRANT SELECT ON directory.erased TO orgscope_definer;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA directory FROM PUBLIC;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA directory TO orgscope_app;
ALTER FUNCTION directory.is_erased(uuid) SET search_path = pg_catalog, pg_temp;
GRANT USAGE, CREATE ON SCHEMA directory TO orgscope_definer;
ALTER FUNCTION directory.is_erased(uuid) OWNER TO orgscope_definer;
REVOKE CREATE ON SCHEMA directory FROM orgscope_definer;
