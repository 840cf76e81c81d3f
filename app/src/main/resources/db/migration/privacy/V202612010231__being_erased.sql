-- Whoever is being erased is in no answer from the moment it is asked for: their rows go room by room, and how long that
-- takes hangs on how many there are.
CREATE INDEX erasure_open ON privacy.erasure (tenant) INCLUDE (person) WHERE person IS NOT NULL;
GRANT USAGE ON SCHEMA privacy TO orgscope_definer;
GRANT SELECT (tenant, person) ON privacy.erasure TO orgscope_definer;
CREATE POLICY asked ON privacy.erasure FOR SELECT TO orgscope_definer
  USING (tenant = (SELECT state.tenant()));

GRANT CREATE ON SCHEMA privacy TO orgscope_definer;
SET ROLE orgscope_definer;
-- Of the caller's company, who is being erased: pseudonyms, of whom the caller has no other row any more.
CREATE FUNCTION privacy.being_erased() RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  ours text := state.tenant();
BEGIN
  IF state.role() IS NOT NULL THEN
    RETURN QUERY SELECT e.person FROM privacy.erasure e WHERE e.tenant = ours AND e.person IS NOT NULL;
  END IF;
END $$;
REVOKE EXECUTE ON FUNCTION privacy.being_erased() FROM PUBLIC;
RESET ROLE;
REVOKE CREATE ON SCHEMA privacy FROM orgscope_definer;

-- Nobody reads who they are and what they were; the erasure itself does, which needs it to find the rest.
CREATE POLICY being_erased ON directory.person AS RESTRICTIVE FOR SELECT
  TO orgscope_app, orgscope_pages, orgscope_worker
  USING ((SELECT state.role()) = 'SYSTEM' OR person NOT IN (SELECT privacy.being_erased()));
CREATE POLICY being_erased ON directory.position AS RESTRICTIVE FOR SELECT
  TO orgscope_app, orgscope_pages, orgscope_worker
  USING ((SELECT state.role()) = 'SYSTEM' OR person NOT IN (SELECT privacy.being_erased()));

-- As before, and of whoever is being erased as of who said no.
CREATE OR REPLACE FUNCTION access.who_counts(ours text, whom uuid[]) RETURNS SETOF uuid
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
    WHERE w.person NOT IN (SELECT privacy.being_erased())
      AND coalesce(said.counted, NOT CASE WHEN p.place = ANY (asked) THEN true
      WHEN p.place = ANY (unasked) THEN false ELSE everywhere END);
END $$;

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
  RETURN QUERY SELECT privacy.being_erased();
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

CREATE OR REPLACE FUNCTION access.let_in() RETURNS SETOF uuid
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
    WHERE s.counted AND s.person NOT IN (SELECT privacy.being_erased());
  IF cardinality(places) > 0 THEN
    RETURN QUERY
      SELECT p.person FROM directory.person p
      WHERE p.tenant = ours AND p.place = ANY (places) AND p.person NOT IN (SELECT privacy.being_erased())
        AND NOT EXISTS (SELECT FROM access.consent c WHERE c.tenant = ours AND c.person = p.person);
  END IF;
END $$;
RESET ROLE;
REVOKE CREATE ON SCHEMA access FROM orgscope_definer;

CREATE OR REPLACE FUNCTION access.version_of_who_counts() RETURNS text
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
    (SELECT coalesce(max(c.line), 0) || '.' || count(*) FROM access.consent c WHERE c.tenant = ours), there,
    (SELECT count(*) || '.' || coalesce(sum(hashtextextended(e::text, 0)), 0) FROM privacy.being_erased() AS e));
END $$;
