-- Who needs a night that had no room for them, once each: how many nights in a row, the last of which is named. A row
-- is of use until the person has an answer of that day or later.
CREATE TABLE nightly.deferred (
  tenant text NOT NULL,
  person uuid NOT NULL,
  run text NOT NULL,
  as_of date NOT NULL,
  reason text NOT NULL,
  nights int NOT NULL CHECK (nights > 0),
  PRIMARY KEY (tenant, person)
);
ALTER TABLE nightly.deferred ENABLE ROW LEVEL SECURITY;
ALTER TABLE nightly.deferred FORCE ROW LEVEL SECURITY;
CREATE POLICY operations ON nightly.deferred
  USING (tenant = (SELECT state.tenant_as('SYSTEM', 'IT_SECURITY')));
CREATE TRIGGER leave_out_erased BEFORE INSERT OR UPDATE OF person ON nightly.deferred
  FOR EACH ROW WHEN (NEW.person IS NOT NULL) EXECUTE FUNCTION state.leave_out_erased();

-- How many a night left to later ones, and the most nights that one of these has waited.
ALTER TABLE nightly.run
  ADD COLUMN deferred int NOT NULL DEFAULT 0,
  ADD COLUMN longest_deferred int NOT NULL DEFAULT 0;
