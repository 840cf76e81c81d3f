-- What is recommended to somebody who is left out is shown to nobody, and what is about a team only to a manager who
-- may see the categories of all of it.
CREATE POLICY counted ON recommendation.recommendation AS RESTRICTIVE FOR SELECT
  TO orgscope_app, orgscope_pages, orgscope_worker
  USING (tenant = (SELECT state.tenant()) AND (SELECT state.role()) IS NOT NULL
    AND (person IS NULL OR team OR (SELECT state.principal()) = 'system:export'
      OR person NOT IN (SELECT access.left_out())));
CREATE POLICY as_agreed ON recommendation.recommendation AS RESTRICTIVE FOR SELECT
  TO orgscope_app, orgscope_pages, orgscope_worker
  USING (tenant = (SELECT state.tenant()) AND (NOT team OR (SELECT state.role()) IS DISTINCT FROM 'MANAGER'
    OR (SELECT count(*) FROM access.reports_agreed())
      = (SELECT count(*) FROM directory.person p WHERE p.manager = (SELECT state.person()))));
