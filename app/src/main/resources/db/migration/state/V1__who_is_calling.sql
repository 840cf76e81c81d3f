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
