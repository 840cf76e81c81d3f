-- Who is calling, as every policy reads it. A setting that was set in an earlier transaction of the
-- same connection reads '' and not NULL, hence nullif.

CREATE FUNCTION state.tenant() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(current_setting('app.tenant', true), '');

CREATE FUNCTION state.role() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(current_setting('app.role', true), '');

CREATE FUNCTION state.principal() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(current_setting('app.principal', true), '');

CREATE FUNCTION state.person() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(current_setting('app.person', true), '')::uuid;

-- No row of somebody who was erased, whoever read them before; it is left out, and what is written with it stays.
-- For the tables of people in every room; it stands here because this schema comes first. In PL/pgSQL, whose body is
-- looked up when it runs: the directory comes later. Such a body names where it looks, and pg_temp last: left out, it
-- would be looked through first.
CREATE FUNCTION state.leave_out_erased() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF directory.is_erased(NEW.person) THEN
    RETURN NULL;
  END IF;
  RETURN NEW;
END $$;

-- Functions are for the application and for the role that functions with their owner's rights belong to, and not, as
-- PostgreSQL has it, for everybody.
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA state TO orgscope_definer;
GRANT USAGE ON SCHEMA state TO orgscope_definer;
