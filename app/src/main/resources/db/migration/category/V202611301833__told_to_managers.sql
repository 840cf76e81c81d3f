-- Of whom something is known: what was said of them last and stands is no guess of their first days, and not that too
-- little is known. What a person set in its place does not count here. Whoever loses their row by opting out would be
-- told from who has too little data, if a row that a manager set kept the one and not the other.
CREATE FUNCTION category.answered(whom uuid[]) RETURNS SETOF uuid
LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT last.person FROM (
    SELECT DISTINCT ON (a.person) a.person, a.status
    FROM unnest(whom) AS w (person)
    JOIN category.assignment a ON a.person = w.person
    JOIN category.publication p ON p.tenant = a.tenant AND p.run = a.run
    WHERE a.tenant = (SELECT state.tenant()) AND NOT EXISTS (SELECT FROM category.withdrawn w
      WHERE w.tenant = a.tenant AND w.run = a.run AND w.until = 'infinity')
    ORDER BY a.person, p.number DESC) AS last
  WHERE last.status IN ('DECIDED', 'UNCERTAIN');
END;
GRANT EXECUTE ON FUNCTION category.answered(uuid[]) TO orgscope_definer;

-- Of whom a manager reads anything: of reports of whom the policy lets them, who are counted, and of whom something is
-- known. Who opted out, who has too little data, who is new and who was erased have no row alike, whatever a person set.
GRANT CREATE ON SCHEMA category TO orgscope_definer;
SET ROLE orgscope_definer;
CREATE OR REPLACE FUNCTION category.shown_to_managers() RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  ours text := state.tenant();
  theirs uuid[];
BEGIN
  IF state.role() IS DISTINCT FROM 'MANAGER' THEN
    RETURN;
  END IF;
  theirs := ARRAY(SELECT r.person FROM access.reports_agreed() r);
  IF cardinality(theirs) > 0 THEN
    RETURN QUERY
      SELECT a.person FROM category.answered(ARRAY(SELECT access.who_counts(ours, theirs))) AS a (person);
  END IF;
END $$;
RESET ROLE;
REVOKE CREATE ON SCHEMA category FROM orgscope_definer;

DROP POLICY as_agreed ON category.override;
CREATE POLICY as_agreed ON category.override AS RESTRICTIVE FOR SELECT TO orgscope_app, orgscope_pages, orgscope_worker
  USING (tenant = (SELECT state.tenant()) AND ((SELECT state.role()) IS DISTINCT FROM 'MANAGER'
    OR person = (SELECT state.person()) OR person IN (SELECT category.shown_to_managers())));
DROP POLICY as_agreed ON category.override_reason;
CREATE POLICY as_agreed ON category.override_reason AS RESTRICTIVE FOR SELECT
  TO orgscope_app, orgscope_pages, orgscope_worker
  USING (tenant = (SELECT state.tenant()) AND ((SELECT state.role()) IS DISTINCT FROM 'MANAGER'
    OR person = (SELECT state.person()) OR person IN (SELECT category.shown_to_managers())));
-- Whom a manager may set right is told by a refusal as well: it is who they see.
CREATE POLICY of_whom_they_see ON category.override AS RESTRICTIVE FOR INSERT
  TO orgscope_app, orgscope_pages, orgscope_worker
  WITH CHECK (tenant = (SELECT state.tenant()) AND ((SELECT state.role()) IS DISTINCT FROM 'MANAGER'
    OR person IN (SELECT category.shown_to_managers())));
CREATE POLICY of_whom_they_see ON category.override_reason AS RESTRICTIVE FOR INSERT
  TO orgscope_app, orgscope_pages, orgscope_worker
  WITH CHECK (tenant = (SELECT state.tenant()) AND ((SELECT state.role()) IS DISTINCT FROM 'MANAGER'
    OR person IN (SELECT category.shown_to_managers())));
-- What was said in earlier runs is told from an opting out of that time no more than what is said now.
DROP POLICY as_agreed ON category.assignment;
CREATE POLICY as_agreed ON category.assignment AS RESTRICTIVE FOR SELECT TO orgscope_app, orgscope_pages, orgscope_worker
  USING (tenant = (SELECT state.tenant()) AND ((SELECT state.role()) IS DISTINCT FROM 'MANAGER'
    OR person = (SELECT state.person())
    OR (status IN ('DECIDED', 'UNCERTAIN') AND person IN (SELECT category.shown_to_managers()))));

-- As before; where everybody is asked first, by those who count, who are fewer.
DROP POLICY counted ON category.assignment;
CREATE POLICY counted ON category.assignment AS RESTRICTIVE FOR SELECT TO orgscope_app, orgscope_pages, orgscope_worker
  USING (tenant = (SELECT state.tenant()) AND (SELECT state.role()) IS NOT NULL
    AND ((SELECT state.principal()) = 'system:export'
      OR CASE WHEN (SELECT access.asks_first()) THEN person IN (SELECT access.let_in())
        ELSE person NOT IN (SELECT access.left_out()) END));
