-- As before, but that answers which a person took back count for nothing: a manager sees by them nobody whom the answers
-- that stand would not show.
GRANT SELECT ON category.withdrawn TO orgscope_definer;
GRANT CREATE ON SCHEMA category TO orgscope_definer;
SET ROLE orgscope_definer;
CREATE OR REPLACE FUNCTION category.shown_to_managers() RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  ours text := state.tenant();
BEGIN
  IF state.role() IS DISTINCT FROM 'MANAGER' THEN
    RETURN;
  END IF;
  RETURN QUERY
    SELECT r.person FROM access.reports_agreed() r
    WHERE NOT EXISTS (SELECT FROM access.consent c WHERE c.tenant = ours AND c.person = r.person AND NOT c.counted
        AND c.line = (SELECT max(n.line) FROM access.consent n WHERE n.tenant = ours AND n.person = r.person))
      AND (EXISTS (SELECT FROM access.consent c WHERE c.tenant = ours AND c.person = r.person)
        OR coalesce(
          (SELECT t.consent FROM access.council_terms() t
            JOIN directory.person p ON lower(btrim(p.location)) = ANY (t.places)
            WHERE p.tenant = ours AND p.person = r.person LIMIT 1),
          (SELECT t.consent FROM access.council_terms() t WHERE t.country = '*'), 'OPT_OUT') = 'OPT_OUT')
      AND (coalesce((SELECT a.status IN ('DECIDED', 'UNCERTAIN') FROM category.assignment a
          JOIN category.publication p ON p.tenant = a.tenant AND p.run = a.run
          WHERE a.tenant = ours AND a.person = r.person AND NOT EXISTS (SELECT FROM category.withdrawn w
            WHERE w.tenant = ours AND w.run = a.run AND w.until = 'infinity')
          ORDER BY p.number DESC LIMIT 1), false)
        OR coalesce((SELECT o.category IS NOT NULL FROM category.override o
          WHERE o.tenant = ours AND o.person = r.person ORDER BY o.number DESC LIMIT 1), false));
END $$;
RESET ROLE;
REVOKE CREATE ON SCHEMA category FROM orgscope_definer;
