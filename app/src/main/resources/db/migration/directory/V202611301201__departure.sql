-- Since when a tenant is being deleted: nobody finds it from then on.
ALTER TABLE directory.tenant ADD COLUMN deleting_since timestamptz;
COMMENT ON TABLE directory.tenant IS 'deletion of a tenant: last';
