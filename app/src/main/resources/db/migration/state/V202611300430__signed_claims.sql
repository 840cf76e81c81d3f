-- Who is calling is signed by the server and verified here: a client that only says so is nobody. One row for each
-- process, which renews its own. After a crash of the database the table is empty and the processes put theirs again;
-- pg_dump --no-unlogged-table-data leaves it out.
CREATE UNLOGGED TABLE state.claim_key (
  id text PRIMARY KEY,
  -- HMAC's two pads of 64 bytes (RFC 2104), worked out once.
  inner_pad bytea NOT NULL CHECK (length(inner_pad) = 64),
  outer_pad bytea NOT NULL CHECK (length(outer_pad) = 64),
  good_until timestamptz NOT NULL
);
ALTER TABLE state.claim_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE state.claim_key FORCE ROW LEVEL SECURITY;
CREATE POLICY the_verifier ON state.claim_key TO orgscope_verifier USING (true);
REVOKE ALL ON state.claim_key FROM orgscope_app, orgscope_pages;

-- The claims of this transaction, or NULL: MAC, key, process id of the backend, good until (seconds since 1970),
-- tenant, role, principal, person, request. The MAC is HMAC-SHA-256 over what follows it, in hexadecimal. They count
-- in one backend alone, and in a transaction that began in time.
CREATE FUNCTION state.claims() RETURNS text[]
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  said text := current_setting('app.claims', true);
  claims text[];
  mac bytea;
BEGIN
  IF said IS NULL OR said = '' THEN
    RETURN NULL;
  END IF;
  claims := string_to_array(said, E'\x1f');
  SELECT sha256(k.outer_pad || sha256(k.inner_pad || convert_to(substr(said, 66), 'UTF8'))) INTO mac
    FROM state.claim_key k WHERE k.id = claims[2] AND k.good_until > transaction_timestamp();
  -- Compared by digest, so that how long it takes tells nothing of the MAC.
  IF mac IS NULL
      OR sha256(convert_to(encode(mac, 'hex'), 'UTF8')) <> sha256(convert_to(claims[1], 'UTF8'))
      OR claims[3]::integer <> pg_backend_pid()
      OR claims[4]::bigint < extract(epoch FROM transaction_timestamp()) THEN
    RETURN NULL;
  END IF;
  RETURN claims;
END $$;

-- Puts a process's key, by the login that does this alone, and drops what no process uses any more. Returns the
-- database's time in milliseconds since 1970, by which the process says how long its claims are good.
CREATE FUNCTION state.put_claim_key(key_id text, inner_half bytea, outer_half bytea, seconds integer)
RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  DELETE FROM state.claim_key k WHERE k.good_until < clock_timestamp();
  INSERT INTO state.claim_key (id, inner_pad, outer_pad, good_until)
    VALUES (key_id, inner_half, outer_half, clock_timestamp() + least(seconds, 86400) * interval '1 second');
  RETURN (extract(epoch FROM clock_timestamp()) * 1000)::bigint;
END $$;

-- Sets the claims of this transaction and says whether they are good.
CREATE FUNCTION state.take(claims text) RETURNS boolean LANGUAGE sql VOLATILE
BEGIN ATOMIC
  SELECT set_config('app.claims', claims, true);
  SELECT state.claims() IS NOT NULL;
END;

CREATE OR REPLACE FUNCTION state.tenant() RETURNS text LANGUAGE sql STABLE PARALLEL RESTRICTED
    RETURN nullif((state.claims())[5], '');
CREATE OR REPLACE FUNCTION state.role() RETURNS text LANGUAGE sql STABLE PARALLEL RESTRICTED
    RETURN nullif((state.claims())[6], '');
CREATE OR REPLACE FUNCTION state.principal() RETURNS text LANGUAGE sql STABLE PARALLEL RESTRICTED
    RETURN nullif((state.claims())[7], '');
CREATE OR REPLACE FUNCTION state.person() RETURNS uuid LANGUAGE sql STABLE PARALLEL RESTRICTED
    RETURN nullif((state.claims())[8], '')::uuid;

-- The verifier owns the table and the two functions and signs in nowhere; the login for keys may put one, no more.
REVOKE ALL ON FUNCTION state.put_claim_key(text, bytea, bytea, integer) FROM orgscope_app;
GRANT USAGE ON SCHEMA state TO orgscope_keys;
GRANT EXECUTE ON FUNCTION state.put_claim_key(text, bytea, bytea, integer) TO orgscope_keys;
GRANT EXECUTE ON FUNCTION state.claims() TO orgscope_definer;
GRANT USAGE, CREATE ON SCHEMA state TO orgscope_verifier;
ALTER TABLE state.claim_key OWNER TO orgscope_verifier;
ALTER FUNCTION state.claims() OWNER TO orgscope_verifier;
ALTER FUNCTION state.put_claim_key(text, bytea, bytea, integer) OWNER TO orgscope_verifier;
REVOKE CREATE ON SCHEMA state FROM orgscope_verifier;

-- Everybody of whom the caller has the row, by the policies of directory.person. In PL/pgSQL, so that a role that may
-- not read people fails only where it is asked.
CREATE FUNCTION directory.people_seen() RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN QUERY SELECT p.person FROM directory.person p;
END $$;
GRANT EXECUTE ON FUNCTION directory.people_seen() TO orgscope_definer;

-- As before, and the claims are verified once for each row that is asked about.
CREATE OR REPLACE FUNCTION directory.is_erased(whom uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  ours text := state.tenant();
BEGIN
  -- A statement of its own: the next one sees what was committed while this one waited.
  PERFORM pg_advisory_xact_lock_shared(hashtextextended('erased:' || ours, 0));
  RETURN EXISTS (SELECT FROM directory.erased e WHERE e.tenant = ours AND e.person = whom);
END $$;

-- Every policy asks once a statement and not once a row: a sub-select is worked out before the first row. Whose rows
-- somebody has is one list too.
DO $$
DECLARE
  policy record;
BEGIN
  -- Else what lies in the schema that is looked through is spelled without it.
  PERFORM set_config('search_path', 'pg_catalog', true);
  FOR policy IN
    SELECT p.polname, p.polrelid::regclass AS asked, pg_get_expr(p.polqual, p.polrelid) AS seen,
      pg_get_expr(p.polwithcheck, p.polrelid) AS taken
    FROM pg_policy p WHERE p.polrelid <> 'state.claim_key'::regclass
  LOOP
    policy.seen := regexp_replace(policy.seen, '\mstate\.(tenant|role|principal|person)\(\)',
      '(SELECT state.\1())', 'g');
    policy.taken := regexp_replace(policy.taken, '\mstate\.(tenant|role|principal|person)\(\)',
      '(SELECT state.\1())', 'g');
    policy.seen := replace(policy.seen, 'category.has_row_of(tenant, person)',
      '(person IN (SELECT directory.people_seen()))');
    EXECUTE format('ALTER POLICY %I ON %s', policy.polname, policy.asked)
      || coalesce(' USING (' || policy.seen || ')', '')
      || coalesce(' WITH CHECK (' || policy.taken || ')', '');
  END LOOP;
END $$;
DROP FUNCTION category.has_row_of;
