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
