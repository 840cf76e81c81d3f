-- Of whom a manager may see a category: of reports of whom the policy lets them, who are counted, and of whom something
-- is known that is not provisional. Whoever is missing has too little data, opted out or is new; which of these is told
-- by nothing here.
CREATE FUNCTION category.shown_to_managers() RETURNS SETOF uuid
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
          WHERE a.tenant = ours AND a.person = r.person ORDER BY p.number DESC LIMIT 1), false)
        OR coalesce((SELECT o.category IS NOT NULL FROM category.override o
          WHERE o.tenant = ours AND o.person = r.person ORDER BY o.number DESC LIMIT 1), false));
END $$;
GRANT SELECT ON category.publication TO orgscope_definer;
GRANT CREATE ON SCHEMA category TO orgscope_definer;
ALTER FUNCTION category.shown_to_managers() OWNER TO orgscope_definer;
REVOKE CREATE ON SCHEMA category FROM orgscope_definer;
CREATE POLICY shown ON category.assignment FOR SELECT TO orgscope_definer
  USING (tenant = (SELECT state.tenant_as('MANAGER')));
CREATE POLICY shown ON category.override FOR SELECT TO orgscope_definer
  USING (tenant = (SELECT state.tenant_as('MANAGER')));

-- Whoever is left out is as if nothing had been said of them, to everybody but the export of what is held of them; a manager sees what the policy lets them.
CREATE POLICY counted ON category.assignment AS RESTRICTIVE FOR SELECT TO orgscope_app, orgscope_pages, orgscope_worker
  USING (tenant = (SELECT state.tenant()) AND (SELECT state.role()) IS NOT NULL
    AND ((SELECT state.principal()) = 'system:export' OR person NOT IN (SELECT access.left_out())));
CREATE POLICY as_agreed ON category.assignment AS RESTRICTIVE FOR SELECT TO orgscope_app, orgscope_pages, orgscope_worker
  USING (tenant = (SELECT state.tenant()) AND ((SELECT state.role()) IS DISTINCT FROM 'MANAGER'
    OR person = (SELECT state.person())
    OR (status <> 'PROVISIONAL' AND person IN (SELECT category.shown_to_managers()))));
CREATE POLICY as_agreed ON category.override AS RESTRICTIVE FOR SELECT TO orgscope_app, orgscope_pages, orgscope_worker
  USING (tenant = (SELECT state.tenant()) AND ((SELECT state.role()) IS DISTINCT FROM 'MANAGER'
    OR person = (SELECT state.person()) OR person IN (SELECT r.person FROM access.reports_agreed() r)));
CREATE POLICY as_agreed ON category.override_reason AS RESTRICTIVE FOR SELECT
  TO orgscope_app, orgscope_pages, orgscope_worker
  USING (tenant = (SELECT state.tenant()) AND ((SELECT state.role()) IS DISTINCT FROM 'MANAGER'
    OR person = (SELECT state.person()) OR person IN (SELECT r.person FROM access.reports_agreed() r)));
CREATE POLICY as_agreed ON category.under_review AS RESTRICTIVE FOR SELECT
  TO orgscope_app, orgscope_pages, orgscope_worker
  USING (tenant = (SELECT state.tenant()) AND ((SELECT state.role()) IS DISTINCT FROM 'MANAGER'
    OR person = (SELECT state.person()) OR person IN (SELECT category.shown_to_managers())));
