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

ALTER TABLE sources.hour ENABLE ROW LEVEL SECURITY;
ALTER TABLE sources.hour FORCE ROW LEVEL SECURITY;
CREATE POLICY operations ON sources.hour
  USING (tenant = state.tenant() AND state.role() IN ('SYSTEM', 'IT_SECURITY'));
CREATE POLICY evidence ON sources.hour FOR SELECT
  USING (tenant = state.tenant() AND state.role() = 'AUDITOR');
