-- Who was erased stays known for good, so that nothing brings them back: from now on under a key of its own and no
-- more by their pseudonym, in every table of identity. That key rests sealed, as names do. What triggers ask is
-- answered by a salted digest, since the database has no key.
CREATE TABLE directory.tombstone_key (
  tenant text PRIMARY KEY,
  -- Null until a process that has the company's keys comes by.
  sealed bytea,
  salt bytea NOT NULL DEFAULT uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())
    CHECK (length(salt) = 32)
);
ALTER TABLE directory.tombstone_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE directory.tombstone_key FORCE ROW LEVEL SECURITY;
CREATE POLICY machinery ON directory.tombstone_key
  USING (tenant = (SELECT state.tenant_as('SYSTEM', 'IT_SECURITY')));
CREATE POLICY asked ON directory.tombstone_key FOR SELECT TO orgscope_definer
  USING (tenant = (SELECT state.tenant()));
GRANT SELECT ON directory.tombstone_key TO orgscope_definer;

ALTER TABLE directory.erased ADD COLUMN digest bytea;
ALTER TABLE directory.erased NO FORCE ROW LEVEL SECURITY;
ALTER TABLE directory.tombstone_key NO FORCE ROW LEVEL SECURITY;
INSERT INTO directory.tombstone_key (tenant) SELECT DISTINCT tenant FROM directory.erased;
UPDATE directory.erased e SET digest = sha256(k.salt || uuid_send(e.person))
FROM directory.tombstone_key k WHERE k.tenant = e.tenant;
ALTER TABLE directory.tombstone_key FORCE ROW LEVEL SECURITY;
ALTER TABLE directory.erased FORCE ROW LEVEL SECURITY;
CREATE INDEX erased_by_digest ON directory.erased (tenant, digest);

-- As before, of people who stand there by their pseudonym and of those who do not.
CREATE OR REPLACE FUNCTION directory.is_erased(whom uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  ours text := state.tenant();
BEGIN
  -- A statement of its own: the next one sees what was committed while this one waited.
  PERFORM pg_advisory_xact_lock_shared(hashtextextended('erased:' || ours, 0));
  RETURN EXISTS (SELECT FROM directory.erased e WHERE e.tenant = ours AND e.person = whom)
    OR EXISTS (SELECT FROM directory.erased e WHERE e.tenant = ours AND e.digest =
      (SELECT sha256(k.salt || uuid_send(whom)) FROM directory.tombstone_key k WHERE k.tenant = ours));
END $$;
