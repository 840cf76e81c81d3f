-- Labels that their people contested. What was said stays as it was, whatever a night or somebody says meanwhile, and
-- no manager reads it, until it is decided; a line that ends never is open. It is the newest publication that counts.
CREATE TABLE category.under_review (
  tenant text NOT NULL,
  person uuid NOT NULL,
  number bigint GENERATED ALWAYS AS IDENTITY,
  publication bigint NOT NULL,
  since timestamptz NOT NULL,
  until timestamptz NOT NULL CHECK (until >= since),
  PRIMARY KEY (tenant, person, number)
);
CREATE UNIQUE INDEX one_open_review ON category.under_review (tenant, person) WHERE until = 'infinity';
ALTER TABLE category.under_review ENABLE ROW LEVEL SECURITY;
ALTER TABLE category.under_review FORCE ROW LEVEL SECURITY;
CREATE POLICY everybody ON category.under_review FOR SELECT
  USING (tenant = (SELECT state.tenant_as('SYSTEM', 'IT_SECURITY')));
-- A manager reads that it is, and nothing else.
CREATE POLICY reports_and_self ON category.under_review FOR SELECT
  USING (tenant = (SELECT state.tenant_as('MANAGER', 'EMPLOYEE'))
    AND (person = (SELECT state.person()) OR EXISTS (SELECT FROM directory.person p
      WHERE p.tenant = under_review.tenant AND p.person = under_review.person)));
CREATE POLICY own ON category.under_review FOR INSERT
  WITH CHECK (tenant = (SELECT state.tenant_as('MANAGER', 'EMPLOYEE'))
    AND person = (SELECT state.person()) AND until = 'infinity');
CREATE POLICY ended ON category.under_review FOR UPDATE
  USING (tenant = (SELECT state.tenant_as('IT_SECURITY')) AND until = 'infinity'
    AND person IS DISTINCT FROM (SELECT state.person()))
  WITH CHECK (tenant = (SELECT state.tenant_as('IT_SECURITY')) AND until < 'infinity');
CREATE POLICY forgotten ON category.under_review FOR DELETE
  USING (tenant = (SELECT state.tenant_as('SYSTEM')));
CREATE TRIGGER leave_out_erased BEFORE INSERT OR UPDATE OF person ON category.under_review
  FOR EACH ROW WHEN (NEW.person IS NOT NULL) EXECUTE FUNCTION state.leave_out_erased();

CREATE POLICY not_under_review ON category.assignment AS RESTRICTIVE FOR SELECT TO orgscope_app, orgscope_pages, orgscope_worker
  USING (tenant = (SELECT state.tenant()) AND ((SELECT state.role()) IS DISTINCT FROM 'MANAGER'
    OR person = (SELECT state.person()) OR NOT EXISTS (SELECT FROM category.under_review u
      WHERE u.tenant = assignment.tenant AND u.person = assignment.person AND u.until = 'infinity')));
CREATE POLICY not_under_review ON category.override AS RESTRICTIVE FOR SELECT TO orgscope_app, orgscope_pages, orgscope_worker
  USING (tenant = (SELECT state.tenant()) AND ((SELECT state.role()) IS DISTINCT FROM 'MANAGER'
    OR person = (SELECT state.person()) OR NOT EXISTS (SELECT FROM category.under_review u
      WHERE u.tenant = override.tenant AND u.person = override.person AND u.until = 'infinity')));
CREATE POLICY not_under_review ON category.override_reason AS RESTRICTIVE FOR SELECT TO orgscope_app, orgscope_pages, orgscope_worker
  USING (tenant = (SELECT state.tenant()) AND ((SELECT state.role()) IS DISTINCT FROM 'MANAGER'
    OR person = (SELECT state.person()) OR NOT EXISTS (SELECT FROM category.under_review u
      WHERE u.tenant = override_reason.tenant AND u.person = override_reason.person AND u.until = 'infinity')));
-- Nobody's word changes it but the decision, which ends the review first.
CREATE POLICY stays ON category.override AS RESTRICTIVE FOR INSERT TO orgscope_app, orgscope_pages, orgscope_worker
  WITH CHECK (tenant = (SELECT state.tenant()) AND (SELECT state.role()) IS NOT NULL
    AND NOT EXISTS (SELECT FROM category.under_review u
    WHERE u.tenant = override.tenant AND u.person = override.person AND u.until = 'infinity'));
-- From a page, a category is set by such a decision and in no other way. Its reason stands in review, for the person.
CREATE POLICY by_decision ON category.override AS RESTRICTIVE FOR INSERT TO orgscope_pages
  WITH CHECK (tenant = (SELECT state.tenant_as('IT_SECURITY')) AND EXISTS (SELECT FROM category.under_review u
    WHERE u.tenant = override.tenant AND u.person = override.person AND u.until = override.at));
