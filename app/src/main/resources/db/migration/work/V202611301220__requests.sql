-- Whether a process of Orgscope said this: HMAC-SHA-256 under its claim key, as claims are signed. What it says begins
-- with what it is for, and never as claims do.
CREATE FUNCTION state.signed(key_id text, signature text, said text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  mac bytea;
BEGIN
  SELECT sha256(k.outer_pad || sha256(k.inner_pad || convert_to(said, 'UTF8'))) INTO mac
    FROM state.claim_key k WHERE k.id = key_id AND k.good_until > transaction_timestamp();
  -- Compared by digest, so that how long it takes tells nothing of the MAC.
  RETURN mac IS NOT NULL
    AND sha256(convert_to(encode(mac, 'hex'), 'UTF8')) = sha256(convert_to(signature, 'UTF8'));
END $$;
GRANT USAGE, CREATE ON SCHEMA state TO orgscope_verifier;
ALTER FUNCTION state.signed(text, text, text) OWNER TO orgscope_verifier;
REVOKE CREATE ON SCHEMA state FROM orgscope_verifier;

-- What somebody asks for on a page, which may not do it. The process signs each row, word by word; a worker verifies
-- that and does it under its own login. A row is added by whom it names, and changed by the product alone.
CREATE TABLE work.request (
  tenant text NOT NULL,
  id uuid NOT NULL,
  kind text NOT NULL CHECK (length(kind) <= 40),
  -- Keys and numbers, no names.
  arguments text NOT NULL CHECK (length(arguments) <= 2000),
  role text NOT NULL,
  principal text NOT NULL,
  person uuid,
  -- Signed too, in whole milliseconds of the database's clock.
  asked_at timestamptz NOT NULL,
  key text NOT NULL,
  mac text NOT NULL,
  state text NOT NULL DEFAULT 'ASKED' CHECK (state IN ('ASKED', 'TAKEN', 'DONE', 'REFUSED')),
  outcome text,
  PRIMARY KEY (tenant, id),
  -- What is signed is cut in one way only.
  CHECK (strpos(kind || role || principal, E'\x1f') = 0)
);
CREATE INDEX ON work.request (asked_at) WHERE state = 'ASKED';
CREATE INDEX ON work.request (tenant, kind, asked_at);

ALTER TABLE work.request ENABLE ROW LEVEL SECURITY;
ALTER TABLE work.request FORCE ROW LEVEL SECURITY;
CREATE POLICY the_product_looks ON work.request FOR SELECT USING (tenant = (SELECT state.tenant_as('SYSTEM')));
CREATE POLICY the_product_says_how_it_ends ON work.request FOR UPDATE
  USING (tenant = (SELECT state.tenant_as('SYSTEM')));
CREATE POLICY the_product_forgets ON work.request FOR DELETE USING (tenant = (SELECT state.tenant_as('SYSTEM')));
CREATE POLICY the_product_looks_at_all ON work.request FOR SELECT
  USING ((SELECT state.role()) = 'SYSTEM' AND (SELECT state.tenant()) IS NULL);
CREATE POLICY it_looks ON work.request FOR SELECT USING (tenant = (SELECT state.tenant_as('IT_SECURITY')));
CREATE POLICY whoever_asked_looks ON work.request FOR SELECT
  USING (tenant = (SELECT state.tenant()) AND role = (SELECT state.role()) AND principal = (SELECT state.principal()));
CREATE POLICY in_ones_own_name ON work.request FOR INSERT
  WITH CHECK (tenant = (SELECT state.tenant()) AND principal = (SELECT state.principal())
    AND role = (SELECT state.role()) AND person IS NOT DISTINCT FROM (SELECT state.person()));

CREATE TRIGGER leave_out_erased BEFORE INSERT OR UPDATE OF person ON work.request
  FOR EACH ROW WHEN (NEW.person IS NOT NULL) EXECUTE FUNCTION state.leave_out_erased();
