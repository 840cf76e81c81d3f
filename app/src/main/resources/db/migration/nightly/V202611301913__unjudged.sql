-- Whose judging failed again and again, once each, with the last reason, which names nobody; they stay here until a
-- night has an answer about them.
CREATE TABLE nightly.unjudged (
  tenant text NOT NULL,
  person uuid NOT NULL,
  run text NOT NULL,
  tries int NOT NULL CHECK (tries > 0),
  reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 300),
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant, person)
);
ALTER TABLE nightly.unjudged ENABLE ROW LEVEL SECURITY;
ALTER TABLE nightly.unjudged FORCE ROW LEVEL SECURITY;
CREATE POLICY operations ON nightly.unjudged
  USING (tenant = (SELECT state.tenant_as('SYSTEM', 'IT_SECURITY')));
CREATE TRIGGER leave_out_erased BEFORE INSERT OR UPDATE OF person ON nightly.unjudged
  FOR EACH ROW WHEN (NEW.person IS NOT NULL) EXECUTE FUNCTION state.leave_out_erased();
