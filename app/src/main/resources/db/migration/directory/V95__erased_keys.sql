-- Under which keys rows of erased people have gone, and of which days: what turns out later to be theirs too goes then.
CREATE TABLE directory.erased_key (
  tenant text NOT NULL,
  key uuid NOT NULL,
  valid_from date NOT NULL,
  valid_until date NOT NULL,
  PRIMARY KEY (tenant, key, valid_from)
);
ALTER TABLE directory.erased_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE directory.erased_key FORCE ROW LEVEL SECURITY;
CREATE POLICY machinery ON directory.erased_key
  USING (tenant = state.tenant() AND state.role() IN ('SYSTEM', 'IT_SECURITY'));
