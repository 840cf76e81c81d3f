-- The log outlives its tenant, as the law wants it to: people stand in it by an alias, and what an alias means goes.
COMMENT ON TABLE audit.entry IS 'deletion of a tenant: kept';
COMMENT ON TABLE audit.unsealed IS 'deletion of a tenant: kept';
COMMENT ON TABLE audit.chain IS 'deletion of a tenant: kept';
COMMENT ON TABLE audit.block IS 'deletion of a tenant: kept';
COMMENT ON TABLE audit.listed IS 'deletion of a tenant: kept';
COMMENT ON TABLE audit.verification IS 'deletion of a tenant: kept';
