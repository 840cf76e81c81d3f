-- When a tenant's whole log was walked, and what was found. That it was not for long is told as well.
CREATE TABLE audit.verification (
  tenant text NOT NULL,
  number bigint GENERATED ALWAYS AS IDENTITY,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  entries bigint NOT NULL,
  -- NULL where it is whole.
  broken_at bigint,
  reason text,
  PRIMARY KEY (tenant, number),
  CHECK ((broken_at IS NULL) = (reason IS NULL))
);
ALTER TABLE audit.verification ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit.verification FORCE ROW LEVEL SECURITY;
CREATE POLICY readable ON audit.verification FOR SELECT
  USING (tenant = (SELECT state.tenant_as('SYSTEM', 'IT_SECURITY', 'AUDITOR')));
CREATE POLICY noted ON audit.verification FOR INSERT
  WITH CHECK (tenant = (SELECT state.tenant_as('SYSTEM')));
REVOKE ALL ON audit.verification FROM orgscope_app, orgscope_pages;
GRANT SELECT, INSERT (tenant, entries, broken_at, reason) ON audit.verification TO orgscope_app;
GRANT SELECT ON audit.verification TO orgscope_pages;
