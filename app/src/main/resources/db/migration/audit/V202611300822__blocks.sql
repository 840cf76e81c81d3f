-- Entries are added without a look at the chain, so that no writer waits for another. What was committed since is put
-- into blocks afterwards: a block holds the SHA-256 of each of its entries and the hash of the block before. The
-- entries that there are by now stay a chain of their own, and the first block follows from its end.
ALTER TABLE audit.entry ALTER COLUMN previous DROP NOT NULL, ALTER COLUMN hash DROP NOT NULL,
  ADD CONSTRAINT both_or_none CHECK ((previous IS NULL) = (hash IS NULL));
ALTER TABLE audit.chain ADD COLUMN blocks bigint NOT NULL DEFAULT 0,
  ADD COLUMN chained bigint NOT NULL DEFAULT 0;
CREATE SEQUENCE audit.entry_number;

-- The table's owner has no rows of it either.
ALTER TABLE audit.chain NO FORCE ROW LEVEL SECURITY;
UPDATE audit.chain SET chained = entries;
SELECT setval('audit.entry_number', coalesce((SELECT max(entries) FROM audit.chain), 0) + 1, false);
ALTER TABLE audit.chain FORCE ROW LEVEL SECURITY;

-- What is in no block yet. An entry that is committed late is here late, so none is passed by and none is waited for.
CREATE TABLE audit.unsealed (
  tenant text NOT NULL,
  number bigint NOT NULL,
  PRIMARY KEY (tenant, number)
);
CREATE TABLE audit.block (
  tenant text NOT NULL,
  number bigint NOT NULL CHECK (number > 0),
  at timestamptz NOT NULL,
  -- The entries' numbers in ascending order, and the SHA-256 of each.
  entries bigint[] NOT NULL CHECK (cardinality(entries) > 0),
  digests bytea[] NOT NULL CHECK (cardinality(digests) = cardinality(entries)),
  -- How many entries there are up to here, and the highest number of any of them.
  total bigint NOT NULL,
  highest bigint NOT NULL,
  previous bytea NOT NULL CHECK (length(previous) = 32),
  hash bytea NOT NULL CHECK (length(hash) = 32),
  PRIMARY KEY (tenant, number)
);
CREATE INDEX block_by_total ON audit.block (tenant, total);

ALTER TABLE audit.unsealed ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit.unsealed FORCE ROW LEVEL SECURITY;
ALTER TABLE audit.block ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit.block FORCE ROW LEVEL SECURITY;
CREATE POLICY readable ON audit.unsealed FOR SELECT
  USING (tenant = (SELECT state.tenant_as('SYSTEM', 'IT_SECURITY')));
CREATE POLICY readable ON audit.block FOR SELECT
  USING (tenant = (SELECT state.tenant_as('SYSTEM', 'IT_SECURITY')));
-- The two functions below write; the sealer works for every tenant.
CREATE POLICY written ON audit.unsealed TO orgscope_definer
  USING (tenant = (SELECT state.tenant())
    OR ((SELECT state.tenant()) IS NULL AND (SELECT state.role()) = 'SYSTEM'));
CREATE POLICY written ON audit.block TO orgscope_definer
  USING (tenant = (SELECT state.tenant())
    OR ((SELECT state.tenant()) IS NULL AND (SELECT state.role()) = 'SYSTEM'));
CREATE POLICY sealed ON audit.entry FOR SELECT TO orgscope_definer
  USING (tenant = (SELECT state.tenant())
    OR ((SELECT state.tenant()) IS NULL AND (SELECT state.role()) = 'SYSTEM'));
ALTER POLICY written ON audit.chain
  USING (tenant = (SELECT state.tenant())
    OR ((SELECT state.tenant()) IS NULL AND (SELECT state.role()) = 'SYSTEM'));
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.block
  FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();

REVOKE ALL ON audit.unsealed, audit.block FROM orgscope_app, orgscope_pages;
REVOKE ALL ON SEQUENCE audit.entry_number FROM orgscope_app, orgscope_pages;
GRANT SELECT ON audit.unsealed, audit.block TO orgscope_app, orgscope_pages;
GRANT SELECT, INSERT, DELETE ON audit.unsealed TO orgscope_definer;
GRANT SELECT, INSERT ON audit.block TO orgscope_definer;
GRANT SELECT ON audit.entry TO orgscope_definer;
GRANT USAGE ON SEQUENCE audit.entry_number TO orgscope_definer;

-- Adds one entry, as before in all that it says; its number is the next of all tenants'.
CREATE OR REPLACE FUNCTION audit.append(action text, subject text, reason text)
RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  said text[] := state.claims();
  mine bigint;
BEGIN
  IF coalesce(said[5], '') = '' OR coalesce(said[6], '') = '' OR coalesce(said[7], '') = '' THEN
    RAISE EXCEPTION 'an audit entry needs a tenant, a role and a principal';
  END IF;
  mine := nextval('audit.entry_number');
  INSERT INTO audit.entry (tenant, number, at, principal, role, action, subject, reason)
    VALUES (said[5], mine, clock_timestamp(), said[7], said[6], action, subject, reason);
  INSERT INTO audit.unsealed (tenant, number) VALUES (said[5], mine);
  RETURN mine;
END
$$;

-- Puts up to 1,000 entries of each tenant into one block, of the caller's tenant or, if the product has none, of every
-- one, and returns how many blocks that made. A tenant whose block another sealer is making is left to it. The hash of
-- an entry or a block is over its fields, each with its length in front. An entry that is gone stays in the list, where
-- the verifier misses it.
CREATE FUNCTION audit.seal_blocks() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '100ms'
AS $$
DECLARE
  made integer := 0;
  whose text;
  last audit.chain;
  numbers bigint[];
  hashes bytea[];
  now_at timestamptz;
  top bigint;
  head_of text;
  hash bytea;
BEGIN
  IF state.role() IS DISTINCT FROM 'SYSTEM' THEN
    RAISE EXCEPTION 'the log is sealed by the product itself';
  END IF;
  FOR whose IN SELECT DISTINCT u.tenant FROM audit.unsealed u ORDER BY 1
  LOOP
    BEGIN
      INSERT INTO audit.chain AS c (tenant, entries, head)
        VALUES (whose, 0, decode(repeat('00', 32), 'hex')) ON CONFLICT (tenant) DO NOTHING;
    EXCEPTION WHEN lock_not_available THEN
      CONTINUE;
    END;
    SELECT * INTO last FROM audit.chain c WHERE c.tenant = whose FOR UPDATE SKIP LOCKED;
    CONTINUE WHEN NOT FOUND;
    WITH next AS (
      SELECT e.* FROM audit.unsealed u JOIN audit.entry e USING (tenant, number)
      WHERE u.tenant = whose ORDER BY u.number LIMIT 1000
    ), taken AS (
      DELETE FROM audit.unsealed u USING next n WHERE u.tenant = whose AND u.number = n.number
    ), hashed AS (
      SELECT n.number, (
        SELECT sha256(convert_to(string_agg(octet_length(f) || ':' || f || ',', '' ORDER BY i), 'UTF8'))
        FROM unnest(ARRAY[n.tenant, n.number::text, (extract(epoch FROM n.at) * 1000000)::bigint::text,
          n.principal, n.role, n.action, n.subject, n.reason]) WITH ORDINALITY AS fields (f, i)) AS digest
      FROM next n
    )
    SELECT array_agg(h.number ORDER BY h.number), array_agg(h.digest ORDER BY h.number)
      INTO numbers, hashes FROM hashed h;
    CONTINUE WHEN numbers IS NULL;
    now_at := clock_timestamp();
    top := greatest(numbers[cardinality(numbers)],
      coalesce((SELECT b.highest FROM audit.block b WHERE b.tenant = whose AND b.number = last.blocks), last.chained));
    SELECT string_agg(octet_length(f) || ':' || f || ',', '' ORDER BY i) INTO head_of
      FROM unnest(ARRAY[whose, (last.blocks + 1)::text, (extract(epoch FROM now_at) * 1000000)::bigint::text,
        cardinality(numbers)::text, (last.entries + cardinality(numbers))::text, top::text])
        WITH ORDINALITY AS fields (f, i);
    hash := sha256(last.head || convert_to(head_of, 'UTF8')
      || (SELECT string_agg(d, ''::bytea ORDER BY i) FROM unnest(hashes) WITH ORDINALITY AS each (d, i)));
    INSERT INTO audit.block (tenant, number, at, entries, digests, total, highest, previous, hash)
      VALUES (whose, last.blocks + 1, now_at, numbers, hashes, last.entries + cardinality(numbers), top,
        last.head, hash);
    UPDATE audit.chain c SET entries = c.entries + cardinality(numbers), blocks = c.blocks + 1, head = hash
      WHERE c.tenant = whose;
    made := made + 1;
  END LOOP;
  RETURN made;
END
$$;

REVOKE ALL ON FUNCTION audit.seal_blocks() FROM PUBLIC;
REVOKE ALL ON FUNCTION audit.seal_blocks() FROM orgscope_pages;
GRANT EXECUTE ON FUNCTION audit.seal_blocks() TO orgscope_app;
GRANT CREATE ON SCHEMA audit TO orgscope_definer;
ALTER FUNCTION audit.seal_blocks() OWNER TO orgscope_definer;
REVOKE CREATE ON SCHEMA audit FROM orgscope_definer;
