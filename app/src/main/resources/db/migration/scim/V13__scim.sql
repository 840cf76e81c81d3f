-- Accounts as an identity provider wrote them, sealed; user_name and external_id are hashes under the
-- tenant's key. A deleted account keeps whose it was and nothing else.
CREATE TABLE scim.user_resource (
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
CREATE UNIQUE INDEX user_resource_by_name ON scim.user_resource (tenant, user_name);
CREATE INDEX user_resource_by_external_id ON scim.user_resource (tenant, external_id);
CREATE INDEX user_resource_by_person ON scim.user_resource (tenant, person);
CREATE INDEX user_resource_in_order ON scim.user_resource (tenant, created_at, id);
ALTER TABLE scim.user_resource ENABLE ROW LEVEL SECURITY;
ALTER TABLE scim.user_resource FORCE ROW LEVEL SECURITY;
CREATE POLICY machinery ON scim.user_resource
  USING (tenant = state.tenant() AND state.role() IN ('SYSTEM', 'IT_SECURITY'));
-- No row of somebody who was erased: see state.
CREATE TRIGGER leave_out_erased BEFORE INSERT OR UPDATE OF person ON scim.user_resource
  FOR EACH ROW WHEN (NEW.person IS NOT NULL) EXECUTE FUNCTION state.leave_out_erased();

-- Which mails and employee numbers an account goes by, as hashes.
CREATE TABLE scim.user_claim (
  tenant text NOT NULL,
  hash uuid NOT NULL,
  id uuid NOT NULL,
  PRIMARY KEY (tenant, hash, id)
);
CREATE INDEX user_claim_by_user ON scim.user_claim (tenant, id);
ALTER TABLE scim.user_claim ENABLE ROW LEVEL SECURITY;
ALTER TABLE scim.user_claim FORCE ROW LEVEL SECURITY;
CREATE POLICY machinery ON scim.user_claim
  USING (tenant = state.tenant() AND state.role() IN ('SYSTEM', 'IT_SECURITY'));

-- Groups as an identity provider wrote them, sealed; name and external_id are hashes under the tenant's key.
CREATE TABLE scim.group_resource (
  tenant text NOT NULL,
  id uuid NOT NULL,
  name uuid NOT NULL,
  external_id uuid,
  resource bytea NOT NULL,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  modified_at timestamptz NOT NULL,
  PRIMARY KEY (tenant, id)
);
CREATE UNIQUE INDEX group_resource_by_name ON scim.group_resource (tenant, name);
CREATE INDEX group_resource_by_external_id ON scim.group_resource (tenant, external_id);
CREATE INDEX group_resource_in_order ON scim.group_resource (tenant, created_at, id);
ALTER TABLE scim.group_resource ENABLE ROW LEVEL SECURITY;
ALTER TABLE scim.group_resource FORCE ROW LEVEL SECURITY;
CREATE POLICY machinery ON scim.group_resource
  USING (tenant = state.tenant() AND state.role() IN ('SYSTEM', 'IT_SECURITY'));

-- Whose accounts are in a group.
CREATE TABLE scim.group_member (
  tenant text NOT NULL,
  group_id uuid NOT NULL,
  member uuid NOT NULL,
  PRIMARY KEY (tenant, group_id, member)
);
CREATE INDEX group_member_by_user ON scim.group_member (tenant, member);
ALTER TABLE scim.group_member ENABLE ROW LEVEL SECURITY;
ALTER TABLE scim.group_member FORCE ROW LEVEL SECURITY;
CREATE POLICY machinery ON scim.group_member
  USING (tenant = state.tenant() AND state.role() IN ('SYSTEM', 'IT_SECURITY'));
