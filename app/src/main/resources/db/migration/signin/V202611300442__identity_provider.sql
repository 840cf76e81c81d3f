-- The company's own identity provider: who it is, what Orgscope is there, and its secret, sealed.
CREATE TABLE signin.provider (
  tenant text PRIMARY KEY,
  issuer text NOT NULL,
  client_id text NOT NULL,
  client_secret bytea NOT NULL,
  groups_claim text NOT NULL,
  login_claim text NOT NULL,
  api_audience text,
  set_by text NOT NULL,
  set_at timestamptz NOT NULL,
  -- When somebody came whose list of groups is as long as a provider's longest.
  cut_list_at timestamptz
);
ALTER TABLE signin.provider ENABLE ROW LEVEL SECURITY;
ALTER TABLE signin.provider FORCE ROW LEVEL SECURITY;
CREATE POLICY machinery ON signin.provider
  USING (tenant = (SELECT state.tenant()) AND (SELECT state.role()) IN ('SYSTEM', 'IT_SECURITY'));

-- Which role a group of the provider gives. Letters, case and spaces count: the name or the id, as the token has it.
CREATE TABLE signin.group_role (
  tenant text NOT NULL,
  group_name text NOT NULL,
  role text NOT NULL CHECK (role IN ('CEO', 'MANAGER', 'EMPLOYEE', 'IT_SECURITY', 'AUDITOR')),
  set_by text NOT NULL,
  set_at timestamptz NOT NULL,
  PRIMARY KEY (tenant, group_name, role)
);
ALTER TABLE signin.group_role ENABLE ROW LEVEL SECURITY;
ALTER TABLE signin.group_role FORCE ROW LEVEL SECURITY;
CREATE POLICY machinery ON signin.group_role
  USING (tenant = (SELECT state.tenant()) AND (SELECT state.role()) IN ('SYSTEM', 'IT_SECURITY'));

-- Groups that came and gave no role: how often, and of whom nothing.
CREATE TABLE signin.unmatched_group (
  tenant text NOT NULL,
  group_name text NOT NULL,
  sign_ins bigint NOT NULL,
  seen_at timestamptz NOT NULL,
  PRIMARY KEY (tenant, group_name)
);
ALTER TABLE signin.unmatched_group ENABLE ROW LEVEL SECURITY;
ALTER TABLE signin.unmatched_group FORCE ROW LEVEL SECURITY;
CREATE POLICY machinery ON signin.unmatched_group
  USING (tenant = (SELECT state.tenant()) AND (SELECT state.role()) IN ('SYSTEM', 'IT_SECURITY'));
