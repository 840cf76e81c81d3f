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
