-- Events that could not be used, each once, their bytes under the tenant's key.
CREATE TABLE ingest.dead_letter (
  tenant text NOT NULL,
  letter uuid NOT NULL,
  source text NOT NULL CHECK (source IN ('OKTA', 'GOOGLE', 'ENTRA')),
  reason text NOT NULL,
  -- The file's name without its folder, and where in its unpacked bytes the event begins.
  file text NOT NULL,
  byte_offset bigint NOT NULL,
  size bigint NOT NULL,
  digest bytea NOT NULL,
  -- False if only the beginning of the bytes is kept.
  whole boolean NOT NULL,
  sealed bytea NOT NULL,
  first_at timestamptz NOT NULL,
  last_at timestamptz NOT NULL,
  PRIMARY KEY (tenant, letter)
);

CREATE INDEX dead_letter_by_reason ON ingest.dead_letter (tenant, source, reason, last_at);

ALTER TABLE ingest.dead_letter ENABLE ROW LEVEL SECURITY;
ALTER TABLE ingest.dead_letter FORCE ROW LEVEL SECURITY;
CREATE POLICY operations ON ingest.dead_letter
  USING (tenant = state.tenant() AND state.role() IN ('SYSTEM', 'IT_SECURITY'));
