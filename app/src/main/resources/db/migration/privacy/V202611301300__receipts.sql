-- Whose an erasure is, is known until it is done; afterwards a keyed digest tells alone whether somebody's was.
ALTER TABLE privacy.erasure ALTER COLUMN person DROP NOT NULL;
ALTER TABLE privacy.erasure ADD COLUMN tombstone uuid;
ALTER TABLE privacy.erasure ADD CONSTRAINT erasure_tenant_tombstone_key UNIQUE (tenant, tombstone);

-- By when it is to be done.
ALTER TABLE privacy.erasure ADD COLUMN due_at timestamptz;
ALTER TABLE privacy.erasure NO FORCE ROW LEVEL SECURITY;
UPDATE privacy.erasure SET due_at = asked_at + interval '30 days';
ALTER TABLE privacy.erasure FORCE ROW LEVEL SECURITY;
ALTER TABLE privacy.erasure ALTER COLUMN due_at SET NOT NULL;

-- When every store was searched for all who were erased, and what was found. It names nobody.
CREATE TABLE privacy.erasure_search (
  tenant text NOT NULL,
  at timestamptz NOT NULL,
  store text NOT NULL,
  looked bigint NOT NULL,
  found bigint NOT NULL,
  PRIMARY KEY (tenant, at, store)
);
ALTER TABLE privacy.erasure_search ENABLE ROW LEVEL SECURITY;
ALTER TABLE privacy.erasure_search FORCE ROW LEVEL SECURITY;
CREATE POLICY machinery ON privacy.erasure_search
  USING (tenant = (SELECT state.tenant_as('SYSTEM', 'IT_SECURITY')));

-- A charge is compared with the signed release that it was paid for.
COMMENT ON COLUMN privacy.charge.charged_by IS 'erasure of whoever acted: kept';
