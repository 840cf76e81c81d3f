-- Channels over which a provider pushes: what each shows is known by its hash.
CREATE TABLE sources.channel (
  tenant text NOT NULL,
  id text NOT NULL,
  source text NOT NULL,
  stream text NOT NULL,
  -- The provider's own id of it; without that it cannot be stopped.
  providers_id text,
  token bytea NOT NULL,
  made_at timestamptz NOT NULL,
  good_until timestamptz NOT NULL,
  confirmed_at timestamptz,
  PRIMARY KEY (tenant, id)
);
ALTER TABLE sources.channel ENABLE ROW LEVEL SECURITY;
ALTER TABLE sources.channel FORCE ROW LEVEL SECURITY;
CREATE POLICY machinery ON sources.channel
  USING (tenant = state.tenant() AND state.role() IN ('SYSTEM', 'IT_SECURITY'));
