-- What people say against their category, each with a day by which somebody decides, and what was decided.
-- set_by is whoever had set it, if a person did: they do not decide, nor does a manager, nor the person.
CREATE TABLE review.contest (
  tenant text NOT NULL,
  number bigint GENERATED ALWAYS AS IDENTITY,
  person uuid NOT NULL,
  category text NOT NULL,
  set_by text,
  wanted text NOT NULL,
  statement text NOT NULL CHECK (length(statement) BETWEEN 1 AND 2000),
  opened_at timestamptz NOT NULL,
  due_at timestamptz NOT NULL CHECK (due_at > opened_at),
  outcome text CHECK (outcome IN ('UPHELD', 'CHANGED')),
  given text,
  reason text CHECK (length(reason) BETWEEN 1 AND 2000),
  decided_by text,
  decided_at timestamptz,
  PRIMARY KEY (tenant, number),
  CHECK (num_nulls(outcome, given, reason, decided_by, decided_at) IN (0, 5))
);
CREATE UNIQUE INDEX one_open_contest ON review.contest (tenant, person) WHERE outcome IS NULL;
CREATE INDEX contest_by_person ON review.contest (tenant, person, number DESC);
ALTER TABLE review.contest ENABLE ROW LEVEL SECURITY;
ALTER TABLE review.contest FORCE ROW LEVEL SECURITY;
CREATE POLICY queue ON review.contest FOR SELECT
  USING (tenant = (SELECT state.tenant_as('SYSTEM', 'IT_SECURITY')));
CREATE POLICY own ON review.contest FOR SELECT
  USING (tenant = (SELECT state.tenant_as('MANAGER', 'EMPLOYEE')) AND person = (SELECT state.person()));
CREATE POLICY opened ON review.contest FOR INSERT
  WITH CHECK (tenant = (SELECT state.tenant_as('MANAGER', 'EMPLOYEE')) AND person = (SELECT state.person())
    AND outcome IS NULL);
-- Once, in one's own name, and by nobody whom it concerns.
CREATE POLICY decided ON review.contest FOR UPDATE
  USING (tenant = (SELECT state.tenant_as('IT_SECURITY')) AND outcome IS NULL)
  WITH CHECK (tenant = (SELECT state.tenant_as('IT_SECURITY')) AND outcome IS NOT NULL
    AND decided_by = (SELECT state.principal()) AND set_by IS DISTINCT FROM (SELECT state.principal())
    AND person IS DISTINCT FROM (SELECT state.person())
    AND NOT EXISTS (SELECT FROM directory.person p
      WHERE p.tenant = contest.tenant AND p.person = contest.person AND p.manager = (SELECT state.person())));
CREATE POLICY forgotten ON review.contest FOR DELETE
  USING (tenant = (SELECT state.tenant_as('SYSTEM')));
-- Whoever is erased is forgotten as the one who set a category or decided as well.
CREATE POLICY nameless ON review.contest FOR UPDATE
  USING (tenant = (SELECT state.tenant_as('SYSTEM')));
CREATE TRIGGER leave_out_erased BEFORE INSERT OR UPDATE OF person ON review.contest
  FOR EACH ROW WHEN (NEW.person IS NOT NULL) EXECUTE FUNCTION state.leave_out_erased();
