-- As in state: a body that is looked up when it runs names where it looks.
ALTER FUNCTION directory.stays_what_it_is() SET search_path = pg_catalog, pg_temp;
