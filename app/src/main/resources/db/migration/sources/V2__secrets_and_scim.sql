-- What other systems show to be let in: hashes of secrets made at random. Two may be good at a time.
CREATE TABLE sources.secret (
  tenant text NOT NULL,
  purpose text NOT NULL,
  number int NOT NULL,
  hash bytea NOT NULL,
  made_at timestamptz NOT NULL,
  good_until timestamptz,
  PRIMARY KEY (tenant, purpose, number)
);
ALTER TABLE sources.secret ENABLE ROW LEVEL SECURITY;
ALTER TABLE sources.secret FORCE ROW LEVEL SECURITY;
CREATE POLICY machinery ON sources.secret
  USING (tenant = state.tenant() AND state.role() IN ('SYSTEM', 'IT_SECURITY'));

-- Accounts as an identity provider wrote them, sealed; user_name and external_id are hashes under the
-- tenant's key. A deleted account keeps whose it was and nothing else.
CREATE TABLE sources.scim_user (
  tenant text NOT NULL,
  id uuid NOT NULL,
  person uuid NOT NULL,
  user_name uuid,
  external_id uuid,
  active boolean NOT NULL,
  resource bytea,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  modified_at timestamptz NOT NULL,
  PRIMARY KEY (tenant, id)
);
CREATE UNIQUE INDEX scim_user_by_name ON sources.scim_user (tenant, user_name);
CREATE INDEX scim_user_by_external_id ON sources.scim_user (tenant, external_id);
CREATE INDEX scim_user_by_person ON sources.scim_user (tenant, person);
CREATE INDEX scim_user_in_order ON sources.scim_user (tenant, created_at, id);
ALTER TABLE sources.scim_user ENABLE ROW LEVEL SECURITY;
ALTER TABLE sources.scim_user FORCE ROW LEVEL SECURITY;
CREATE POLICY machinery ON sources.scim_user
  USING (tenant = state.tenant() AND state.role() IN ('SYSTEM', 'IT_SECURITY'));

-- Which mails and employee numbers an account goes by, as hashes.
CREATE TABLE sources.scim_claim (
  tenant text NOT NULL,
  hash uuid NOT NULL,
  id uuid NOT NULL,
  PRIMARY KEY (tenant, hash, id)
);
CREATE INDEX scim_claim_by_user ON sources.scim_claim (tenant, id);
ALTER TABLE sources.scim_claim ENABLE ROW LEVEL SECURITY;
ALTER TABLE sources.scim_claim FORCE ROW LEVEL SECURITY;
CREATE POLICY machinery ON sources.scim_claim
  USING (tenant = state.tenant() AND state.role() IN ('SYSTEM', 'IT_SECURITY'));
