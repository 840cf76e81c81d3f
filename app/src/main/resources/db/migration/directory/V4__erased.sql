-- People who were erased on request: their keys, so that late events and old files do not bring them back. What the
-- keys are made of rests nowhere; directory.link keeps the HMACs of their ids for the same purpose.
CREATE TABLE directory.erased (
  tenant text NOT NULL,
  person uuid NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant, person)
);
ALTER TABLE directory.erased ENABLE ROW LEVEL SECURITY;
ALTER TABLE directory.erased FORCE ROW LEVEL SECURITY;
CREATE POLICY machinery ON directory.erased
  USING (tenant = state.tenant() AND state.role() IN ('SYSTEM', 'IT_SECURITY'));
