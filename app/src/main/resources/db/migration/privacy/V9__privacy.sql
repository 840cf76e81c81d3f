-- What was spent of each tenant's yearly privacy budget. A line is never changed or taken back.
CREATE TABLE privacy.charge (
  tenant              text NOT NULL,
  subject             text NOT NULL,
  year                integer NOT NULL,
  epsilon_thousandths bigint NOT NULL CHECK (epsilon_thousandths > 0),
  delta               double precision NOT NULL,
  charged_by          text NOT NULL,
  charged_at          timestamptz NOT NULL,
  PRIMARY KEY (tenant, subject)
);
CREATE INDEX charge_by_year ON privacy.charge (tenant, year);

ALTER TABLE privacy.charge ENABLE ROW LEVEL SECURITY;
ALTER TABLE privacy.charge FORCE ROW LEVEL SECURITY;
CREATE POLICY charge_read ON privacy.charge FOR SELECT
  USING (tenant = state.tenant() AND state.role() IN ('SYSTEM', 'IT_SECURITY', 'AUDITOR'));
CREATE POLICY charge_add ON privacy.charge FOR INSERT
  WITH CHECK (tenant = state.tenant() AND state.role() IN ('SYSTEM', 'IT_SECURITY'));
REVOKE UPDATE, DELETE, TRUNCATE ON privacy.charge FROM orgscope_app;

-- People who are to be forgotten, and how far that is.
CREATE TABLE privacy.erasure (
  tenant text NOT NULL,
  id uuid NOT NULL,
  person uuid NOT NULL,
  asked_by text NOT NULL,
  asked_at timestamptz NOT NULL,
  ended_at timestamptz,
  PRIMARY KEY (tenant, id),
  UNIQUE (tenant, person)
);

-- What was forgotten where; a place that was searched and had nothing has a line too.
CREATE TABLE privacy.erased_rows (
  tenant text NOT NULL,
  erasure uuid NOT NULL,
  place text NOT NULL,
  rows bigint NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant, erasure, place)
);

ALTER TABLE privacy.erasure ENABLE ROW LEVEL SECURITY;
ALTER TABLE privacy.erasure FORCE ROW LEVEL SECURITY;
CREATE POLICY machinery ON privacy.erasure
  USING (tenant = state.tenant() AND state.role() IN ('SYSTEM', 'IT_SECURITY'));
ALTER TABLE privacy.erased_rows ENABLE ROW LEVEL SECURITY;
ALTER TABLE privacy.erased_rows FORCE ROW LEVEL SECURITY;
CREATE POLICY machinery ON privacy.erased_rows
  USING (tenant = state.tenant() AND state.role() IN ('SYSTEM', 'IT_SECURITY'));
