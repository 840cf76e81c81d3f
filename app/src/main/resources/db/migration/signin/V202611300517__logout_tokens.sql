-- Logout tokens of identity providers that were obeyed, by the hash of their ids: none is obeyed twice.
CREATE TABLE signin.logout_token (
  tenant text NOT NULL,
  token bytea NOT NULL CHECK (length(token) = 32),
  seen_at timestamptz NOT NULL,
  PRIMARY KEY (tenant, token)
);
ALTER TABLE signin.logout_token ENABLE ROW LEVEL SECURITY;
ALTER TABLE signin.logout_token FORCE ROW LEVEL SECURITY;
CREATE POLICY machinery ON signin.logout_token
  USING (tenant = (SELECT state.tenant()) AND (SELECT state.role()) = 'SYSTEM');
