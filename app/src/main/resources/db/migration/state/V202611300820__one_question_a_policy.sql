-- A policy verifies who calls once a statement where it did twice: the tenant, if the caller has one of these roles,
-- else NULL.
CREATE FUNCTION state.claims_as(roles text[]) RETURNS text[]
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
  RETURN CASE WHEN roles IS NULL OR claims[6] = ANY (roles) THEN claims END;
END $$;

CREATE FUNCTION state.tenant_as(VARIADIC roles text[]) RETURNS text LANGUAGE sql STABLE PARALLEL RESTRICTED
    RETURN nullif((state.claims_as(roles))[5], '');

-- What the caller says and nobody verified: for conditions by which a statement finds its rows, beside the policy that
-- decides which those may be. No policy, trigger or function that runs as another role asks it.
CREATE FUNCTION state.claimed_tenant() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(split_part(current_setting('app.claims', true), E'\x1f', 5), '');

GRANT EXECUTE ON FUNCTION state.tenant_as(text[]) TO orgscope_pages, orgscope_definer;
GRANT EXECUTE ON FUNCTION state.claimed_tenant() TO orgscope_pages;
-- What belongs to the verifier runs as the verifier, and a function of everybody else's asks it.
GRANT EXECUTE ON FUNCTION state.claims_as(text[]) TO orgscope_app, orgscope_pages, orgscope_definer;
GRANT USAGE, CREATE ON SCHEMA state TO orgscope_verifier;
ALTER FUNCTION state.claims_as(text[]) OWNER TO orgscope_verifier;
-- One verification, not two that may differ.
SET ROLE orgscope_verifier;
CREATE OR REPLACE FUNCTION state.claims() RETURNS text[] LANGUAGE sql STABLE PARALLEL RESTRICTED
    RETURN state.claims_as(NULL);
RESET ROLE;
REVOKE CREATE ON SCHEMA state FROM orgscope_verifier;

-- Those that ask for tenant and role alone: where more is asked, a tenant that is NULL would not spare the asking.
DO $$
DECLARE
  policy record;
  asked constant text := '^\(\(tenant = \( SELECT state\.tenant\(\) AS tenant\)\)'
    || ' AND \(\( SELECT state\.role\(\) AS role\) = (?:ANY \(ARRAY\[([^]]*)\]\)|(''[A-Z_]*''::text))\)\)$';
BEGIN
  -- Else what lies in the schema that is looked through is spelled without it.
  PERFORM set_config('search_path', 'pg_catalog', true);
  FOR policy IN
    SELECT p.polname, p.polrelid::regclass AS asked, pg_get_expr(p.polqual, p.polrelid) AS seen,
      pg_get_expr(p.polwithcheck, p.polrelid) AS taken
    FROM pg_policy p
  LOOP
    IF policy.seen ~ asked OR policy.taken ~ asked THEN
      EXECUTE format('ALTER POLICY %I ON %s', policy.polname, policy.asked)
        || coalesce(' USING (' || regexp_replace(policy.seen, asked, 'tenant = (SELECT state.tenant_as(\1\2))') || ')', '')
        || coalesce(' WITH CHECK (' || regexp_replace(policy.taken, asked, 'tenant = (SELECT state.tenant_as(\1\2))') || ')', '');
    END IF;
  END LOOP;
END $$;
