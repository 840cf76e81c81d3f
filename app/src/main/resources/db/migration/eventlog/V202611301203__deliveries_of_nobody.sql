-- What was delivered is counted by its partition, and is dropped by whoever reads it where nobody knows its tenant.
COMMENT ON TABLE eventlog.inbox IS 'deletion of a tenant: kept';
