-- A company's words as they were released, one text a version. Versions are only added; the last one holds.
CREATE TABLE directory.vocabulary_version (
  tenant text NOT NULL,
  version int NOT NULL CHECK (version > 0),
  words text NOT NULL,
  reason text NOT NULL,
  set_by text NOT NULL,
  set_at timestamptz NOT NULL,
  PRIMARY KEY (tenant, version)
);
REVOKE UPDATE, DELETE, TRUNCATE ON directory.vocabulary_version FROM orgscope_app;

ALTER TABLE directory.vocabulary_version ENABLE ROW LEVEL SECURITY;
ALTER TABLE directory.vocabulary_version FORCE ROW LEVEL SECURITY;
CREATE POLICY readable ON directory.vocabulary_version FOR SELECT
  USING (tenant = (SELECT state.tenant()) AND (SELECT state.role()) IS NOT NULL);
CREATE POLICY kept ON directory.vocabulary_version FOR INSERT
  WITH CHECK (tenant = (SELECT state.tenant_as('SYSTEM', 'IT_SECURITY')));
