-- Programs that ask with a secret of ours: its hash, what it opens, and until when.
CREATE TABLE signin.service_account (
  tenant text NOT NULL,
  name text NOT NULL,
  secret bytea NOT NULL CHECK (length(secret) = 32),
  role text NOT NULL CHECK (role IN ('CEO', 'IT_SECURITY', 'AUDITOR')),
  scopes text[] NOT NULL,
  made_by text NOT NULL,
  made_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  revoked_at timestamptz,
  used_at timestamptz,
  PRIMARY KEY (tenant, name),
  UNIQUE (tenant, secret)
);
ALTER TABLE signin.service_account ENABLE ROW LEVEL SECURITY;
ALTER TABLE signin.service_account FORCE ROW LEVEL SECURITY;
CREATE POLICY machinery ON signin.service_account
  USING (tenant = (SELECT state.tenant()) AND (SELECT state.role()) IN ('SYSTEM', 'IT_SECURITY'));
-- Whoever asks with its secret is noted.
GRANT UPDATE (used_at) ON signin.service_account TO orgscope_pages;
