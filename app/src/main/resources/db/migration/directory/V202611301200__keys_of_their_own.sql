-- Which key outside the database wraps a tenant's key sets, and which others did in copies of the database that may be
-- about: each is one tenant's alone, but for the one that all shared before.
ALTER TABLE directory.tenant_key
  ADD COLUMN wrapped_under text NOT NULL DEFAULT 'file:keys/master.json',
  ADD COLUMN earlier_keys text[] NOT NULL DEFAULT '{}';
ALTER TABLE directory.tenant_key ALTER COLUMN wrapped_under DROP DEFAULT;
