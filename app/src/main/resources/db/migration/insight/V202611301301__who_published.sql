-- Who published or withdrew is in the signed journal outside the database, with which these are compared.
COMMENT ON COLUMN insight.release.published_by IS 'erasure of whoever acted: kept';
COMMENT ON COLUMN insight.withdrawal.withdrawn_by IS 'erasure of whoever acted: kept';
