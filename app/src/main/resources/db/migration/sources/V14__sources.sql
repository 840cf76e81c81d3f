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
  -- The advisory lock of the process that holds the stream: whoever sees it free need not wait for held_until. Null if
  -- only time tells that a holder is gone.
  held_by bigint,
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
  -- Since when it is to be read: what never gave anything is behind by that much.
  connected_at timestamptz NOT NULL DEFAULT now(),
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
-- How each source stands is told of all tenants together, by whichever process is asked.
CREATE POLICY figures ON sources.source FOR SELECT
  USING (state.tenant() IS NULL AND state.role() = 'SYSTEM');

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
-- What a provider lets all tenants together ask who come by the same application: rows of tenant '*'.
CREATE POLICY everybodys ON sources.budget
  USING (tenant = '*' AND state.role() = 'SYSTEM');

-- What a second reading found of one hour of a source's log, beside what the lake has of it.
CREATE TABLE sources.hour (
  tenant text NOT NULL,
  source text NOT NULL CHECK (source IN ('OKTA', 'GOOGLE', 'ENTRA')),
  hour timestamptz NOT NULL,
  -- Events the source gives that are to be stored, and those of them that are.
  given bigint NOT NULL,
  stored bigint NOT NULL,
  -- Events that were not stored when the hour was first asked for, and are by now.
  late bigint NOT NULL,
  -- Sums of the keys modulo 2^128: the same in any order.
  given_digest uuid NOT NULL,
  stored_digest uuid NOT NULL,
  checks integer NOT NULL,
  checked_at timestamptz NOT NULL,
  -- When both were first the same; null as long as something is missing.
  certified_at timestamptz,
  -- When to look again; null if there is no more to see.
  again_at timestamptz,
  PRIMARY KEY (tenant, source, hour),
  CHECK (stored <= given)
);
CREATE INDEX hour_with_a_gap ON sources.hour (tenant, source, hour) WHERE stored < given;

ALTER TABLE sources.hour ENABLE ROW LEVEL SECURITY;
ALTER TABLE sources.hour FORCE ROW LEVEL SECURITY;
CREATE POLICY operations ON sources.hour
  USING (tenant = state.tenant() AND state.role() IN ('SYSTEM', 'IT_SECURITY'));
CREATE POLICY evidence ON sources.hour FOR SELECT
  USING (tenant = state.tenant() AND state.role() = 'AUDITOR');
CREATE POLICY figures ON sources.hour FOR SELECT
  USING (state.tenant() IS NULL AND state.role() = 'SYSTEM');

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
