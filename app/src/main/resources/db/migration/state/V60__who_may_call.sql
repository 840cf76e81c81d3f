-- Functions are for the application and for the role that functions with their owner's rights belong to, and not, as
-- PostgreSQL has it, for everybody. A body that is looked up when it runs names where it looks, and pg_temp last:
-- left out, it would be looked through first.
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA state FROM PUBLIC;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA state TO orgscope_app, orgscope_definer;
GRANT USAGE ON SCHEMA state TO orgscope_definer;
ALTER FUNCTION state.leave_out_erased() SET search_path = pg_catalog, pg_temp;
