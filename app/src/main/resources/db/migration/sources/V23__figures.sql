-- How each source stands is told of all tenants together, by whichever process is asked.
CREATE POLICY figures ON sources.source FOR SELECT
  USING (state.tenant() IS NULL AND state.role() = 'SYSTEM');
CREATE POLICY figures ON sources.hour FOR SELECT
  USING (state.tenant() IS NULL AND state.role() = 'SYSTEM');
CREATE INDEX hour_with_a_gap ON sources.hour (tenant, source, hour) WHERE stored < given;

-- Since when it is to be read: what never gave anything is behind by that much.
ALTER TABLE sources.stream ADD COLUMN connected_at timestamptz NOT NULL DEFAULT now();
