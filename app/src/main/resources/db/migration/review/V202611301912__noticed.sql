-- Who began to use many applications in one day between two nights, once for each such day: they wait for a person's word
-- until a night has judged a day that is no earlier, or somebody said something.
CREATE TABLE review.noticed (
  tenant text NOT NULL,
  person uuid NOT NULL,
  day date NOT NULL,
  applications int NOT NULL CHECK (applications > 0),
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant, person, day)
);
ALTER TABLE review.noticed ENABLE ROW LEVEL SECURITY;
ALTER TABLE review.noticed FORCE ROW LEVEL SECURITY;
CREATE POLICY queue ON review.noticed FOR SELECT
  USING (tenant = (SELECT state.tenant_as('SYSTEM', 'IT_SECURITY')));
-- Whose category a manager may see at all.
CREATE POLICY reports ON review.noticed FOR SELECT
  USING (tenant = (SELECT state.tenant_as('MANAGER')) AND person IN (SELECT category.shown_to_managers()));
CREATE POLICY noticed ON review.noticed
  USING (tenant = (SELECT state.tenant_as('SYSTEM')));
CREATE TRIGGER leave_out_erased BEFORE INSERT OR UPDATE OF person ON review.noticed
  FOR EACH ROW WHEN (NEW.person IS NOT NULL) EXECUTE FUNCTION state.leave_out_erased();
