-- Who counts, asked in three ways, none of which looks at everybody: of one person, of those who do not count, and,
-- where everybody is asked first, of those who do.
CREATE INDEX consent_last ON access.consent (tenant, person, line DESC) INCLUDE (counted);
DROP INDEX access.consent_by_person;

-- As the product folds them now.
ALTER TABLE access.council_policy NO FORCE ROW LEVEL SECURITY;
UPDATE access.council_policy SET places = ARRAY(
  SELECT DISTINCT replace(replace(replace(replace(replace(lower(place),
      'i' || chr(775), 'i'), chr(304), 'i'), chr(305), 'i'), chr(962), chr(963)), chr(223), 'ss') AS folded
    FROM unnest(places) AS p (place) ORDER BY folded);
ALTER TABLE access.council_policy FORCE ROW LEVEL SECURITY;

CREATE OR REPLACE FUNCTION access.reports_agreed() RETURNS TABLE (person uuid, managers text)
LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT p.person, agreed.managers
  FROM directory.person p
  CROSS JOIN LATERAL (SELECT coalesce(
      (SELECT t.managers FROM access.council_terms() t WHERE p.place = ANY (t.places) LIMIT 1),
      (SELECT t.managers FROM access.council_terms() t WHERE t.country = '*'),
      (SELECT CASE d.region WHEN 'EU' THEN 'NOTHING' ELSE 'CATEGORIES' END
        FROM directory.tenant d WHERE d.tenant = p.tenant)) AS managers) AS agreed
  WHERE p.tenant = (SELECT state.tenant_as('MANAGER')) AND p.manager = (SELECT state.person())
    AND agreed.managers <> 'NOTHING';
END;

-- Of these, who is in analyses and numbers: what they said last holds, else what holds where they work. No login may ask
-- it: each role is told by a function of its own.
CREATE FUNCTION access.who_counts(ours text, whom uuid[]) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  asked text[];
  unasked text[];
  everywhere boolean;
BEGIN
  SELECT coalesce(array_agg(l.place) FILTER (WHERE t.consent = 'OPT_IN'), '{}'),
      coalesce(array_agg(l.place) FILTER (WHERE t.consent = 'OPT_OUT'), '{}'),
      coalesce(bool_or(t.country = '*' AND t.consent = 'OPT_IN'), false)
    INTO asked, unasked, everywhere
    FROM access.council_terms() t LEFT JOIN LATERAL unnest(t.places) AS l (place) ON true;
  RETURN QUERY
    SELECT w.person FROM unnest(whom) AS w (person)
    LEFT JOIN LATERAL (SELECT c.counted FROM access.consent c
      WHERE c.tenant = ours AND c.person = w.person ORDER BY c.line DESC LIMIT 1) AS said ON true
    LEFT JOIN directory.person p ON p.tenant = ours AND p.person = w.person
    WHERE coalesce(said.counted, NOT CASE WHEN p.place = ANY (asked) THEN true
      WHEN p.place = ANY (unasked) THEN false ELSE everywhere END);
END $$;
GRANT EXECUTE ON FUNCTION access.who_counts(text, uuid[]) TO orgscope_definer;

-- The places whose terms are such; none for everywhere.
CREATE FUNCTION access.places_where(asked text) RETURNS text[]
LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT ARRAY(SELECT unnest(t.places) FROM access.council_terms() t WHERE t.country <> '*' AND t.consent = asked);
END;
GRANT EXECUTE ON FUNCTION access.places_where(text) TO orgscope_definer;

-- Whether everybody of whom nothing else is known is asked first, to those who are told of everybody.
CREATE FUNCTION access.asks_first() RETURNS boolean
LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT coalesce((SELECT state.role()) IN ('SYSTEM', 'IT_SECURITY'), false)
    AND EXISTS (SELECT FROM access.council_terms() t WHERE t.country = '*' AND t.consent = 'OPT_IN');
END;
GRANT EXECUTE ON FUNCTION access.asks_first() TO orgscope_definer;

-- As before: the product and IT/Security are told of everybody, whoever else of themselves.
GRANT CREATE ON SCHEMA access TO orgscope_definer;
SET ROLE orgscope_definer;
CREATE OR REPLACE FUNCTION access.left_out() RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  ours text := state.tenant();
  me uuid := state.person();
  places text[];
BEGIN
  IF NOT coalesce(state.role() IN ('SYSTEM', 'IT_SECURITY'), false) THEN
    IF me IS NOT NULL AND NOT EXISTS (SELECT FROM access.who_counts(ours, ARRAY[me])) THEN
      RETURN NEXT me;
    END IF;
    RETURN;
  END IF;
  RETURN QUERY
    SELECT s.person FROM (SELECT DISTINCT ON (c.person) c.person, c.counted FROM access.consent c
      WHERE c.tenant = ours ORDER BY c.person, c.line DESC) AS s
    WHERE NOT s.counted;
  IF access.asks_first() THEN
    places := access.places_where('OPT_OUT');
    RETURN QUERY
      SELECT p.person FROM directory.person p
      WHERE p.tenant = ours AND (p.place IS NULL OR p.place <> ALL (places))
        AND NOT EXISTS (SELECT FROM access.consent c WHERE c.tenant = ours AND c.person = p.person);
  ELSE
    places := access.places_where('OPT_IN');
    IF cardinality(places) > 0 THEN
      RETURN QUERY
        SELECT p.person FROM directory.person p
        WHERE p.tenant = ours AND p.place = ANY (places)
          AND NOT EXISTS (SELECT FROM access.consent c WHERE c.tenant = ours AND c.person = p.person);
    END IF;
  END IF;
END $$;

-- Where everybody is asked first, whoever counts all the same: they said yes, or work where nobody is asked first.
CREATE FUNCTION access.let_in() RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  ours text := state.tenant();
  places text[] := access.places_where('OPT_OUT');
BEGIN
  IF NOT access.asks_first() THEN
    RETURN;
  END IF;
  RETURN QUERY
    SELECT s.person FROM (SELECT DISTINCT ON (c.person) c.person, c.counted FROM access.consent c
      WHERE c.tenant = ours ORDER BY c.person, c.line DESC) AS s
    WHERE s.counted;
  IF cardinality(places) > 0 THEN
    RETURN QUERY
      SELECT p.person FROM directory.person p
      WHERE p.tenant = ours AND p.place = ANY (places)
        AND NOT EXISTS (SELECT FROM access.consent c WHERE c.tenant = ours AND c.person = p.person);
  END IF;
END $$;

-- Of these, who counts; to the product and IT/Security.
CREATE FUNCTION access.counted(whom uuid[]) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  ours text := state.tenant();
BEGIN
  IF coalesce(state.role() IN ('SYSTEM', 'IT_SECURITY'), false) THEN
    RETURN QUERY SELECT access.who_counts(ours, whom);
  END IF;
END $$;
REVOKE EXECUTE ON FUNCTION access.let_in(), access.counted(uuid[]) FROM PUBLIC;
RESET ROLE;
REVOKE CREATE ON SCHEMA access FROM orgscope_definer;

-- Another text whenever somebody else counts: a policy, what somebody said, who was erased, and who works where that
-- matters.
CREATE FUNCTION access.version_of_who_counts() RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  ours text := state.tenant_as('SYSTEM');
  places text[] := access.places_where(CASE WHEN access.asks_first() THEN 'OPT_OUT' ELSE 'OPT_IN' END);
  there text := '';
BEGIN
  IF cardinality(places) > 0 THEN
    there := (SELECT count(*) || '.' || coalesce(sum(hashtextextended(p.person::text, 0)), 0)
      FROM directory.person p WHERE p.tenant = ours AND p.place = ANY (places));
  END IF;
  RETURN concat_ws('.',
    (SELECT coalesce(max(p.number), 0) FROM access.council_policy p WHERE p.tenant = ours),
    (SELECT coalesce(max(c.line), 0) || '.' || count(*) FROM access.consent c WHERE c.tenant = ours), there);
END $$;
