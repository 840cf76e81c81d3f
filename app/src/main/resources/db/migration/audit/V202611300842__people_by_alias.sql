-- People stand in the log by an alias drawn at random. What an alias means is one row, sealed under the tenant's key;
-- when that row goes, nobody can tell any more, and the log is as it was.
CREATE TABLE audit.alias (
  tenant text NOT NULL,
  alias uuid NOT NULL DEFAULT gen_random_uuid(),
  -- HMACs under the tenant's key: of who it is, of the person of the directory that it is about, and of the principal
  -- that it acts as, if any.
  lookup uuid NOT NULL,
  about uuid,
  called uuid,
  sealed bytea NOT NULL,
  PRIMARY KEY (tenant, alias),
  UNIQUE (tenant, lookup)
);
CREATE INDEX alias_about ON audit.alias (tenant, about);
-- Who was erased gets no alias again that lasts.
CREATE TABLE audit.forgotten (
  tenant text NOT NULL,
  lookup uuid NOT NULL,
  PRIMARY KEY (tenant, lookup)
);
-- Many people who were looked at together, once for all entries about the same; by the SHA-256 of the list.
CREATE TABLE audit.listed (
  tenant text NOT NULL,
  digest bytea NOT NULL CHECK (length(digest) = 32),
  aliases uuid[] NOT NULL,
  PRIMARY KEY (tenant, digest)
);
-- Of an older log all are NULL. Many people stand in audit.listed, and persons is empty then.
ALTER TABLE audit.entry ADD COLUMN persons uuid[], ADD COLUMN list bytea, ADD COLUMN address text,
  ADD COLUMN request text,
  ADD CONSTRAINT from_where CHECK ((persons IS NULL) = (address IS NULL) AND (persons IS NULL) = (request IS NULL)
    AND (list IS NULL OR persons = '{}'));

ALTER TABLE audit.alias ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit.alias FORCE ROW LEVEL SECURITY;
ALTER TABLE audit.forgotten ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit.forgotten FORCE ROW LEVEL SECURITY;
ALTER TABLE audit.listed ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit.listed FORCE ROW LEVEL SECURITY;
CREATE POLICY readable ON audit.alias FOR SELECT
  USING (tenant = (SELECT state.tenant_as('SYSTEM', 'IT_SECURITY')));
CREATE POLICY readable ON audit.listed FOR SELECT
  USING (tenant = (SELECT state.tenant_as('SYSTEM', 'IT_SECURITY')));
CREATE POLICY written ON audit.alias TO orgscope_definer USING (tenant = (SELECT state.tenant()));
CREATE POLICY written ON audit.forgotten TO orgscope_definer USING (tenant = (SELECT state.tenant()));
CREATE POLICY written ON audit.listed TO orgscope_definer USING (tenant = (SELECT state.tenant()));
CREATE TRIGGER only_grows BEFORE UPDATE OR TRUNCATE ON audit.alias
  FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.listed
  FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();

REVOKE ALL ON audit.alias, audit.forgotten, audit.listed FROM orgscope_app, orgscope_pages;
GRANT SELECT ON audit.alias, audit.listed TO orgscope_app, orgscope_pages;
GRANT SELECT, INSERT, DELETE ON audit.alias TO orgscope_definer;
GRANT SELECT, INSERT ON audit.forgotten, audit.listed TO orgscope_definer;

-- The aliases of these people of the caller's tenant, made where there is none. Of somebody erased it is another one
-- each time, which nobody keeps.
CREATE FUNCTION audit.names(lookups uuid[], abouts uuid[], calls uuid[], seals bytea[])
RETURNS TABLE (who uuid, name uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  ours text := state.tenant();
BEGIN
  IF ours IS NULL THEN
    RAISE EXCEPTION 'an alias is of a tenant';
  END IF;
  -- Whoever is erased meanwhile waits for this, or this for the erasing.
  PERFORM pg_advisory_xact_lock_shared(hashtextextended('audit.alias:' || ours, 0));
  INSERT INTO audit.alias AS a (tenant, lookup, about, called, sealed)
    SELECT ours, n.lookup, n.about, n.called, n.sealed
    FROM unnest(lookups, abouts, calls, seals) AS n (lookup, about, called, sealed)
    WHERE NOT EXISTS (SELECT FROM audit.forgotten f
      WHERE f.tenant = ours AND f.lookup IN (n.lookup, n.about))
    ORDER BY n.lookup
    ON CONFLICT (tenant, lookup) DO NOTHING;
  -- A statement of its own, which sees what another has committed meanwhile.
  RETURN QUERY SELECT n.lookup, coalesce(a.alias, gen_random_uuid())
    FROM unnest(lookups) AS n (lookup)
    LEFT JOIN audit.alias a ON a.tenant = ours AND a.lookup = n.lookup;
END
$$;

-- Forgets what the aliases of these people mean, and returns how many did.
CREATE FUNCTION audit.forget(people uuid[]) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  ours text := state.tenant_as('SYSTEM');
  gone integer;
BEGIN
  IF ours IS NULL THEN
    RAISE EXCEPTION 'people are erased by the product itself';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('audit.alias:' || ours, 0));
  INSERT INTO audit.forgotten (tenant, lookup)
    SELECT ours, p.lookup FROM unnest(people) AS p (lookup)
    UNION SELECT ours, a.lookup FROM audit.alias a WHERE a.tenant = ours AND a.about = ANY (people)
    ON CONFLICT DO NOTHING;
  DELETE FROM audit.alias a WHERE a.tenant = ours AND (a.about = ANY (people) OR a.lookup = ANY (people));
  GET DIAGNOSTICS gone = ROW_COUNT;
  RETURN gone;
END
$$;

-- Adds one entry. Who, by alias, from where and at which request stands in the caller's claims, which the server
-- signed for this transaction alone: a statement that is slipped into another writes no entry of a person.
DROP FUNCTION audit.append(text, text, text);
CREATE FUNCTION audit.append(action text, subject text, reason text, whom uuid[], known_list bytea)
RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  said text[] := state.claims();
  noted text[];
  mine bigint;
  many bytea := known_list;
  few uuid[] := whom;
BEGIN
  IF coalesce(said[5], '') = '' OR coalesce(said[6], '') = '' OR coalesce(said[7], '') = '' THEN
    RAISE EXCEPTION 'an audit entry needs a tenant, a role and a principal';
  END IF;
  noted := string_to_array(said[9], E'\x1e');
  IF coalesce(noted[1], '') = '' AND said[6] <> 'SYSTEM' AND said[7] NOT LIKE 'service:%' THEN
    RAISE EXCEPTION 'an audit entry of a person needs their alias';
  END IF;
  IF many IS NOT NULL AND NOT EXISTS (SELECT FROM audit.listed l WHERE l.tenant = said[5] AND l.digest = many) THEN
    RAISE EXCEPTION 'there is no such list of people';
  END IF;
  IF many IS NULL AND cardinality(few) > 100 THEN
    many := sha256(convert_to(array_to_string(few, ' '), 'UTF8'));
    INSERT INTO audit.listed (tenant, digest, aliases) VALUES (said[5], many, few) ON CONFLICT DO NOTHING;
  END IF;
  IF many IS NOT NULL THEN
    few := '{}';
  END IF;
  mine := nextval('audit.entry_number');
  INSERT INTO audit.entry (tenant, number, at, principal, role, action, subject, reason, persons, list, address,
      request)
    VALUES (said[5], mine, clock_timestamp(),
      CASE WHEN coalesce(noted[1], '') = '' THEN said[7] ELSE 'alias:' || noted[1] END, said[6], action, subject,
      reason, few, many, coalesce(noted[2], ''), coalesce(noted[3], ''));
  INSERT INTO audit.unsealed (tenant, number) VALUES (said[5], mine);
  RETURN mine;
END
$$;

-- As before; the hash of an entry that says from where is over that too.
CREATE OR REPLACE FUNCTION audit.seal_blocks() RETURNS integer
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
          n.principal, n.role, n.action, n.subject, n.reason]
          || CASE WHEN n.address IS NULL THEN ARRAY[]::text[]
            ELSE ARRAY[array_to_string(n.persons, ' '), coalesce(encode(n.list, 'hex'), ''), n.address, n.request]
            END) WITH ORDINALITY AS fields (f, i)) AS digest
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

REVOKE ALL ON FUNCTION audit.append(text, text, text, uuid[], bytea), audit.names(uuid[], uuid[], uuid[], bytea[]),
  audit.forget(uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION audit.append(text, text, text, uuid[], bytea), audit.names(uuid[], uuid[], uuid[], bytea[])
  TO orgscope_app, orgscope_pages;
GRANT EXECUTE ON FUNCTION audit.forget(uuid[]) TO orgscope_app;
GRANT CREATE ON SCHEMA audit TO orgscope_definer;
ALTER FUNCTION audit.append(text, text, text, uuid[], bytea) OWNER TO orgscope_definer;
ALTER FUNCTION audit.names(uuid[], uuid[], uuid[], bytea[]) OWNER TO orgscope_definer;
ALTER FUNCTION audit.forget(uuid[]) OWNER TO orgscope_definer;
REVOKE CREATE ON SCHEMA audit FROM orgscope_definer;
