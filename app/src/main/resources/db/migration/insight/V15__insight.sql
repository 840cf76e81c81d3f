-- A release is published once and never changed: noise drawn twice could be averaged away.
CREATE TABLE insight.release (
  tenant       text NOT NULL,
  id           text NOT NULL,
  run          text NOT NULL,
  as_of        date NOT NULL,
  published_at timestamptz NOT NULL,
  published_by text NOT NULL,
  document     jsonb NOT NULL,
  PRIMARY KEY (tenant, id),
  UNIQUE (tenant, run, as_of)
);
CREATE INDEX release_latest ON insight.release (tenant, published_at DESC, id DESC);

-- Every noised leaf of a release, the hidden ones too: what its sums are made of.
CREATE TABLE insight.release_leaf (
  tenant     text NOT NULL,
  release    text NOT NULL,
  department text NOT NULL,
  category   text NOT NULL,
  people     bigint NOT NULL,
  shown_in   integer,
  PRIMARY KEY (tenant, release, department, category)
);

-- A tenant's own words for a number nobody measured; the newest line of an id holds.
CREATE TABLE insight.assumption (
  tenant  text NOT NULL,
  id      text NOT NULL,
  line    bigint GENERATED ALWAYS AS IDENTITY,
  low     double precision NOT NULL,
  typical double precision NOT NULL,
  high    double precision NOT NULL,
  source  text NOT NULL,
  set_by  text NOT NULL,
  set_at  timestamptz NOT NULL,
  PRIMARY KEY (tenant, id, line)
);

ALTER TABLE insight.release ENABLE ROW LEVEL SECURITY;
ALTER TABLE insight.release FORCE ROW LEVEL SECURITY;
CREATE POLICY release_read ON insight.release FOR SELECT
  USING (tenant = state.tenant()
         AND state.role() IN ('CEO', 'AUDITOR', 'IT_SECURITY', 'SYSTEM'));
CREATE POLICY release_add ON insight.release FOR INSERT
  WITH CHECK (tenant = state.tenant() AND state.role() IN ('IT_SECURITY', 'SYSTEM'));
REVOKE UPDATE, DELETE, TRUNCATE ON insight.release FROM orgscope_app;

ALTER TABLE insight.release_leaf ENABLE ROW LEVEL SECURITY;
ALTER TABLE insight.release_leaf FORCE ROW LEVEL SECURITY;
CREATE POLICY release_leaf_read ON insight.release_leaf FOR SELECT
  USING (tenant = state.tenant() AND state.role() IN ('IT_SECURITY', 'SYSTEM'));
CREATE POLICY release_leaf_add ON insight.release_leaf FOR INSERT
  WITH CHECK (tenant = state.tenant() AND state.role() IN ('IT_SECURITY', 'SYSTEM'));
REVOKE UPDATE, DELETE, TRUNCATE ON insight.release_leaf FROM orgscope_app;

ALTER TABLE insight.assumption ENABLE ROW LEVEL SECURITY;
ALTER TABLE insight.assumption FORCE ROW LEVEL SECURITY;
CREATE POLICY assumption_read ON insight.assumption FOR SELECT
  USING (tenant = state.tenant()
         AND state.role() IN ('CEO', 'AUDITOR', 'IT_SECURITY', 'SYSTEM'));
CREATE POLICY assumption_add ON insight.assumption FOR INSERT
  WITH CHECK (tenant = state.tenant() AND state.role() IN ('IT_SECURITY', 'SYSTEM'));
REVOKE UPDATE, DELETE, TRUNCATE ON insight.assumption FROM orgscope_app;

-- A release is withdrawn by its own name and with a reason; it is kept, and shown no more.
CREATE TABLE insight.withdrawal (
  tenant       text NOT NULL,
  release      text NOT NULL,
  reason       text NOT NULL,
  withdrawn_by text NOT NULL,
  withdrawn_at timestamptz NOT NULL,
  PRIMARY KEY (tenant, release)
);

ALTER TABLE insight.withdrawal ENABLE ROW LEVEL SECURITY;
ALTER TABLE insight.withdrawal FORCE ROW LEVEL SECURITY;
CREATE POLICY withdrawal_read ON insight.withdrawal FOR SELECT
  USING (tenant = state.tenant()
         AND state.role() IN ('CEO', 'AUDITOR', 'IT_SECURITY', 'SYSTEM'));
CREATE POLICY withdrawal_add ON insight.withdrawal FOR INSERT
  WITH CHECK (tenant = state.tenant() AND state.role() IN ('IT_SECURITY', 'SYSTEM'));
REVOKE UPDATE, DELETE, TRUNCATE ON insight.withdrawal FROM orgscope_app;
