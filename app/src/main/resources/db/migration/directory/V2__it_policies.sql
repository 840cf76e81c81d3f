-- What a company's IT asks of everybody who signs in. Lines are only added; of a policy the line with the
-- latest day that has come holds, and of one day the line that was added last.
CREATE TABLE directory.it_policy (
  tenant text NOT NULL,
  line bigint GENERATED ALWAYS AS IDENTITY,
  policy text NOT NULL CHECK (policy IN ('session_length', 'mfa', 'bundled_applications')),
  value text NOT NULL,
  valid_from date NOT NULL,
  set_by text NOT NULL,
  set_at timestamptz NOT NULL,
  PRIMARY KEY (tenant, line)
);
REVOKE UPDATE, DELETE, TRUNCATE ON directory.it_policy FROM orgscope_app;

ALTER TABLE directory.it_policy ENABLE ROW LEVEL SECURITY;
ALTER TABLE directory.it_policy FORCE ROW LEVEL SECURITY;
CREATE POLICY readable ON directory.it_policy FOR SELECT
  USING (tenant = state.tenant() AND state.role() IN ('SYSTEM', 'IT_SECURITY'));
CREATE POLICY kept ON directory.it_policy FOR INSERT
  WITH CHECK (tenant = state.tenant() AND state.role() IN ('SYSTEM', 'IT_SECURITY'));
