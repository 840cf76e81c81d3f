-- As in audit: a role of its own for what runs with its owner's rights.
DROP POLICY forgotten ON insight.recommendation;
CREATE POLICY forgotten ON insight.recommendation FOR DELETE TO orgscope_definer
  USING (tenant = state.tenant() AND state.role() = 'SYSTEM');
CREATE POLICY sought ON insight.recommendation FOR SELECT TO orgscope_definer
  USING (tenant = state.tenant() AND state.role() = 'SYSTEM');
DROP POLICY forgotten ON insight.recommendation_decision;
CREATE POLICY forgotten ON insight.recommendation_decision FOR DELETE TO orgscope_definer
  USING (tenant = state.tenant() AND state.role() = 'SYSTEM');
CREATE POLICY sought ON insight.recommendation_decision FOR SELECT TO orgscope_definer
  USING (tenant = state.tenant() AND state.role() = 'SYSTEM');
DROP POLICY forgotten ON insight.recommendation_note;
CREATE POLICY forgotten ON insight.recommendation_note FOR DELETE TO orgscope_definer
  USING (tenant = state.tenant() AND state.role() = 'SYSTEM');
CREATE POLICY sought ON insight.recommendation_note FOR SELECT TO orgscope_definer
  USING (tenant = state.tenant() AND state.role() = 'SYSTEM');
GRANT SELECT, DELETE ON insight.recommendation, insight.recommendation_decision, insight.recommendation_note TO orgscope_definer;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA insight FROM PUBLIC;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA insight TO orgscope_app, orgscope_definer;
ALTER FUNCTION insight.has_row_of(text, uuid) SET search_path = pg_catalog, pg_temp;
ALTER FUNCTION insight.forget(uuid[]) SET search_path = pg_catalog, pg_temp;
GRANT USAGE, CREATE ON SCHEMA insight TO orgscope_definer;
ALTER FUNCTION insight.forget(uuid[]) OWNER TO orgscope_definer;
REVOKE CREATE ON SCHEMA insight FROM orgscope_definer;
