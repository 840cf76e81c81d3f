-- Which logs are collected for a tenant, and what opens them, under the tenant's key.
CREATE TABLE sources.source (
  tenant text NOT NULL,
  source text NOT NULL CHECK (source IN ('OKTA', 'GOOGLE', 'ENTRA')),
  -- No event before this is asked for.
  since timestamptz NOT NULL,
  sealed bytea NOT NULL,
  connected_at timestamptz NOT NULL,
  PRIMARY KEY (tenant, source)
);

-- One log of a source: how far it was read, by whom it is held, how it goes.
CREATE TABLE sources.stream (
  tenant text NOT NULL,
  source text NOT NULL,
  stream text NOT NULL,
  -- The plug-in's own; written only after everything before it is durable in the event log.
  cursor text,
  -- Counts the holders. A holder whose number is no longer this one has lost the stream.
  lease bigint NOT NULL DEFAULT 0,
  held_until timestamptz,
  next_at timestamptz NOT NULL,
  failures integer NOT NULL DEFAULT 0,
  moved_at timestamptz,
  -- When the source last said that there was no more.
  caught_up_at timestamptz,
  -- The time of the newest event it gave.
  newest_at timestamptz,
  events bigint NOT NULL DEFAULT 0,
  last_error text,
  last_error_at timestamptz,
  PRIMARY KEY (tenant, source, stream)
);
CREATE INDEX stream_by_time ON sources.stream (next_at);

-- What a provider lets a tenant ask, shared by all streams and processes: the earliest moment for
-- the next question, counted as if every question took its share of the time allowed.
CREATE TABLE sources.budget (
  tenant text NOT NULL,
  source text NOT NULL,
  spent_until timestamptz NOT NULL,
  closed_until timestamptz NOT NULL,
  PRIMARY KEY (tenant, source)
);

ALTER TABLE sources.source ENABLE ROW LEVEL SECURITY;
ALTER TABLE sources.source FORCE ROW LEVEL SECURITY;
CREATE POLICY operations ON sources.source
  USING (tenant = state.tenant() AND state.role() IN ('SYSTEM', 'IT_SECURITY'));

ALTER TABLE sources.stream ENABLE ROW LEVEL SECURITY;
ALTER TABLE sources.stream FORCE ROW LEVEL SECURITY;
CREATE POLICY operations ON sources.stream
  USING (tenant = state.tenant() AND state.role() IN ('SYSTEM', 'IT_SECURITY'));
-- A process that looks for work sees when whose stream is due.
CREATE POLICY due ON sources.stream FOR SELECT
  USING (state.tenant() IS NULL AND state.role() = 'SYSTEM');

ALTER TABLE sources.budget ENABLE ROW LEVEL SECURITY;
ALTER TABLE sources.budget FORCE ROW LEVEL SECURITY;
CREATE POLICY operations ON sources.budget
  USING (tenant = state.tenant() AND state.role() = 'SYSTEM');
