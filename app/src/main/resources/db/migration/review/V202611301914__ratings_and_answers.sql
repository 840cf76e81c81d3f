-- How right somebody finds what is said of their work, 1 to 5, once for each answer that held. Nobody else reads a row:
-- what is told of them is of k people or more.
CREATE TABLE review.rating (
  tenant text NOT NULL,
  person uuid NOT NULL,
  run text NOT NULL,
  category text NOT NULL,
  stars int NOT NULL CHECK (stars BETWEEN 1 AND 5),
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant, person, run)
);
ALTER TABLE review.rating ENABLE ROW LEVEL SECURITY;
ALTER TABLE review.rating FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON review.rating FOR SELECT
  USING (tenant = (SELECT state.tenant_as('MANAGER', 'EMPLOYEE')) AND person = (SELECT state.person()));
CREATE POLICY rated ON review.rating FOR INSERT
  WITH CHECK (tenant = (SELECT state.tenant_as('MANAGER', 'EMPLOYEE')) AND person = (SELECT state.person()));
CREATE POLICY changed ON review.rating FOR UPDATE
  USING (tenant = (SELECT state.tenant_as('MANAGER', 'EMPLOYEE')) AND person = (SELECT state.person()));
CREATE POLICY counted ON review.rating FOR SELECT
  USING (tenant = (SELECT state.tenant_as('SYSTEM')));
CREATE POLICY forgotten ON review.rating FOR DELETE
  USING (tenant = (SELECT state.tenant_as('SYSTEM')));
CREATE TRIGGER leave_out_erased BEFORE INSERT OR UPDATE OF person ON review.rating
  FOR EACH ROW WHEN (NEW.person IS NOT NULL) EXECUTE FUNCTION state.leave_out_erased();

-- What a manager answered when asked whether what is said of a report matches reality, with who was asked: once for each
-- answer that held and each manager.
CREATE TABLE review.survey (
  tenant text NOT NULL,
  person uuid NOT NULL,
  run text NOT NULL,
  asked uuid NOT NULL,
  category text NOT NULL,
  matches boolean NOT NULL,
  stars int NOT NULL CHECK (stars BETWEEN 1 AND 5),
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant, person, run, asked)
);
ALTER TABLE review.survey ENABLE ROW LEVEL SECURITY;
ALTER TABLE review.survey FORCE ROW LEVEL SECURITY;
CREATE POLICY own_word ON review.survey FOR SELECT
  USING (tenant = (SELECT state.tenant_as('MANAGER')) AND asked = (SELECT state.person())
    AND person IN (SELECT category.shown_to_managers()));
CREATE POLICY answered ON review.survey FOR INSERT
  WITH CHECK (tenant = (SELECT state.tenant_as('MANAGER')) AND asked = (SELECT state.person())
    AND person <> (SELECT state.person()) AND person IN (SELECT category.shown_to_managers()));
CREATE POLICY changed ON review.survey FOR UPDATE
  USING (tenant = (SELECT state.tenant_as('MANAGER')) AND asked = (SELECT state.person())
    AND person IN (SELECT category.shown_to_managers()));
CREATE POLICY counted ON review.survey FOR SELECT
  USING (tenant = (SELECT state.tenant_as('SYSTEM')));
CREATE POLICY forgotten ON review.survey FOR DELETE
  USING (tenant = (SELECT state.tenant_as('SYSTEM')));
CREATE TRIGGER leave_out_erased BEFORE INSERT OR UPDATE OF person ON review.survey
  FOR EACH ROW WHEN (NEW.person IS NOT NULL) EXECUTE FUNCTION state.leave_out_erased();

-- By the API a manager sets the category of somebody whom they are shown; the reason stands beside it, as at the command
-- line. Beside that a page sets one by the decision of a contest alone.
DROP POLICY by_decision ON category.override;
CREATE POLICY by_decision ON category.override AS RESTRICTIVE FOR INSERT TO orgscope_pages
  WITH CHECK ((tenant = (SELECT state.tenant_as('IT_SECURITY')) AND EXISTS (SELECT FROM category.under_review u
      WHERE u.tenant = override.tenant AND u.person = override.person AND u.until = override.at))
    OR (tenant = (SELECT state.tenant_as('MANAGER')) AND by_whom = (SELECT state.principal())
      AND person IN (SELECT category.shown_to_managers())));
CREATE POLICY by_managers ON category.override_reason AS RESTRICTIVE FOR INSERT TO orgscope_pages
  WITH CHECK (tenant = (SELECT state.tenant_as('MANAGER')) AND person IN (SELECT category.shown_to_managers()));
