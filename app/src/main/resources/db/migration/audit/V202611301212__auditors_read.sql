-- The auditor reads the log with people by alias, and not what an alias means. Entries of before there were aliases
-- name principals and keys, and stay IT/Security's.
CREATE POLICY by_alias ON audit.entry FOR SELECT
  USING (tenant = (SELECT state.tenant_as('AUDITOR')) AND persons IS NOT NULL);
CREATE POLICY by_alias ON audit.listed FOR SELECT
  USING (tenant = (SELECT state.tenant_as('AUDITOR')));
CREATE INDEX entry_by_request ON audit.entry (tenant, request) WHERE request <> '';
