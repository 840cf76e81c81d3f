-- The MAC of claims is worked out once a transaction, when they are taken, and not once a policy. That they were is kept
-- where no login reaches: in what this session last set two sequences to. One has a random number of this session, the
-- other 8 bytes of a digest of that number, of the transaction and of the claims. Whoever knows neither would have to
-- guess 64 bits, a call for each guess. What others set a sequence to does not show in this session.
CREATE UNLOGGED SEQUENCE state.taken_salt AS bigint MINVALUE -9223372036854775808;
CREATE UNLOGGED SEQUENCE state.taken_proof AS bigint MINVALUE -9223372036854775808;

-- The claims, if they are good: by their MAC, in this backend, in a transaction that began in time. For the verifier's
-- own functions.
CREATE FUNCTION state.verified(said text) RETURNS text[]
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  claims text[] := string_to_array(said, E'\x1f');
  mac bytea;
BEGIN
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

DROP FUNCTION state.take(text);
-- Sets the claims of this transaction and says whether they are good.
CREATE FUNCTION state.take(claims text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  said text := set_config('app.claims', claims, true);
  number bigint;
BEGIN
  -- A session that only says that it has a number of its own fails when it is asked for.
  IF current_setting('app.salted', true) IS DISTINCT FROM 'on' THEN
    number := setval('state.taken_salt', ('x' || left(encode(sha256(uuid_send(gen_random_uuid())), 'hex'), 16))::bit(64)::bigint);
    said := set_config('app.salted', 'on', false);
  END IF;
  IF state.verified(claims) IS NULL THEN
    -- What was taken before in this transaction is not taken any more.
    number := setval('state.taken_proof', 0);
    RETURN false;
  END IF;
  number := setval('state.taken_proof', ('x' || left(encode(sha256(int8send(currval('state.taken_salt'))
    || timestamptz_send(transaction_timestamp()) || convert_to(claims, 'UTF8')), 'hex'), 16))::bit(64)::bigint);
  RETURN true;
END $$;

-- The claims of this transaction, if whoever calls has one of the roles, or NULL.
CREATE OR REPLACE FUNCTION state.claims_as(roles text[]) RETURNS text[]
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  said text := current_setting('app.claims', true);
  claims text[];
BEGIN
  IF said IS NULL OR said = '' THEN
    RETURN NULL;
  END IF;
  -- False and not unknown where nothing was taken: only then the rest is not asked for.
  IF coalesce(current_setting('app.salted', true), '') = 'on'
      AND currval('state.taken_proof') = ('x' || left(encode(sha256(int8send(currval('state.taken_salt'))
        || timestamptz_send(transaction_timestamp()) || convert_to(said, 'UTF8')), 'hex'), 16))::bit(64)::bigint THEN
    claims := string_to_array(said, E'\x1f');
  ELSE
    claims := state.verified(said);
  END IF;
  RETURN CASE WHEN roles IS NULL OR claims[6] = ANY (roles) THEN claims END;
END $$;

GRANT USAGE, CREATE ON SCHEMA state TO orgscope_verifier;
ALTER SEQUENCE state.taken_salt OWNER TO orgscope_verifier;
ALTER SEQUENCE state.taken_proof OWNER TO orgscope_verifier;
ALTER FUNCTION state.verified(text) OWNER TO orgscope_verifier;
ALTER FUNCTION state.take(text) OWNER TO orgscope_verifier;
REVOKE CREATE ON SCHEMA state FROM orgscope_verifier;
