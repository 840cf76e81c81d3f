-- Managers whom somebody named before the directory knew them: by any of these hashes of ids, which
-- are those of directory.link.
CREATE TABLE directory.awaited_manager (
  tenant text NOT NULL,
  person uuid NOT NULL,
  hash uuid NOT NULL,
  since date NOT NULL,
  PRIMARY KEY (tenant, person, hash)
);
CREATE INDEX awaited_manager_by_hash ON directory.awaited_manager (tenant, hash);
ALTER TABLE directory.awaited_manager ENABLE ROW LEVEL SECURITY;
ALTER TABLE directory.awaited_manager FORCE ROW LEVEL SECURITY;
CREATE POLICY machinery ON directory.awaited_manager
  USING (tenant = state.tenant() AND state.role() IN ('SYSTEM', 'IT_SECURITY'));
