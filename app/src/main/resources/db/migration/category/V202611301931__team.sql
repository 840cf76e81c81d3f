-- From a page a category is set by the decision of a contest, or by the manager of somebody whom the manager is shown;
-- the reason of the second stands beside it, as at the command line.
DROP POLICY by_decision ON category.override;
CREATE POLICY by_decision ON category.override AS RESTRICTIVE FOR INSERT TO orgscope_pages
  WITH CHECK ((tenant = (SELECT state.tenant_as('IT_SECURITY')) AND EXISTS (SELECT FROM category.under_review u
      WHERE u.tenant = override.tenant AND u.person = override.person AND u.until = override.at))
    OR (tenant = (SELECT state.tenant_as('MANAGER')) AND by_whom = (SELECT state.principal())
      AND person IN (SELECT category.shown_to_managers())));
CREATE POLICY of_shown ON category.override_reason AS RESTRICTIVE FOR INSERT TO orgscope_pages
  WITH CHECK (tenant = (SELECT state.tenant_as('MANAGER')) AND person IN (SELECT category.shown_to_managers()));
