-- As in audit: a role of its own for what runs with its owner's rights.
DROP POLICY forgotten ON category.assignment;
CREATE POLICY forgotten ON category.assignment FOR DELETE TO orgscope_definer
  USING (tenant = state.tenant() AND state.role() = 'SYSTEM');
CREATE POLICY sought ON category.assignment FOR SELECT TO orgscope_definer
  USING (tenant = state.tenant() AND state.role() = 'SYSTEM');
DROP POLICY forgotten ON category.override;
CREATE POLICY forgotten ON category.override FOR DELETE TO orgscope_definer
  USING (tenant = state.tenant() AND state.role() = 'SYSTEM');
CREATE POLICY sought ON category.override FOR SELECT TO orgscope_definer
  USING (tenant = state.tenant() AND state.role() = 'SYSTEM');
DROP POLICY forgotten ON category.override_reason;
CREATE POLICY forgotten ON category.override_reason FOR DELETE TO orgscope_definer
  USING (tenant = state.tenant() AND state.role() = 'SYSTEM');
CREATE POLICY sought ON category.override_reason FOR SELECT TO orgscope_definer
  USING (tenant = state.tenant() AND state.role() = 'SYSTEM');
GRANT SELECT, DELETE ON category.assignment, category.override, category.override_reason TO orgscope_definer;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA category FROM PUBLIC;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA category TO orgscope_app, orgscope_definer;
ALTER FUNCTION category.has_row_of(text, uuid) SET search_path = pg_catalog, pg_temp;
ALTER FUNCTION category.forget(uuid[]) SET search_path = pg_catalog, pg_temp;
GRANT USAGE, CREATE ON SCHEMA category TO orgscope_definer;
ALTER FUNCTION category.forget(uuid[]) OWNER TO orgscope_definer;
REVOKE CREATE ON SCHEMA category FROM orgscope_definer;
