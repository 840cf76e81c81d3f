-- Links by which whoever runs the installation signs in; the code itself is nowhere, its hash is.
CREATE TABLE access.sign_in_link (
  tenant text NOT NULL,
  code bytea NOT NULL CHECK (length(code) = 32),
  maker text NOT NULL,
  made_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  PRIMARY KEY (tenant, code)
);
ALTER TABLE access.sign_in_link ENABLE ROW LEVEL SECURITY;
ALTER TABLE access.sign_in_link FORCE ROW LEVEL SECURITY;
CREATE POLICY machinery ON access.sign_in_link
  USING (tenant = state.tenant() AND state.role() = 'SYSTEM');
