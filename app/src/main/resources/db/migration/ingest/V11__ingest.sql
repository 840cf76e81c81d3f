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
  -- In which line of the input it begins; null where the input has none.
  line bigint,
  PRIMARY KEY (tenant, letter)
);

CREATE INDEX dead_letter_by_reason ON ingest.dead_letter (tenant, source, reason, last_at);

ALTER TABLE ingest.dead_letter ENABLE ROW LEVEL SECURITY;
ALTER TABLE ingest.dead_letter FORCE ROW LEVEL SECURITY;
CREATE POLICY operations ON ingest.dead_letter
  USING (tenant = state.tenant() AND state.role() IN ('SYSTEM', 'IT_SECURITY'));

-- How long the events of the last commit took, for each live source.
CREATE TABLE ingest.lag (
  tenant text NOT NULL,
  source text NOT NULL CHECK (source IN ('OKTA', 'GOOGLE', 'ENTRA')),
  at timestamptz NOT NULL,
  -- Seconds.
  median double precision NOT NULL,
  nearly_all double precision NOT NULL,
  events bigint NOT NULL,
  PRIMARY KEY (tenant, source)
) WITH (fillfactor = 50);

ALTER TABLE ingest.lag ENABLE ROW LEVEL SECURITY;
ALTER TABLE ingest.lag FORCE ROW LEVEL SECURITY;
CREATE POLICY operations ON ingest.lag
  USING (tenant = state.tenant() AND state.role() IN ('SYSTEM', 'IT_SECURITY'));
