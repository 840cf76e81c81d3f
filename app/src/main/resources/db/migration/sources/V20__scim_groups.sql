-- Groups as an identity provider wrote them, sealed; name and external_id are hashes under the tenant's key.
CREATE TABLE sources.scim_group (
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
CREATE UNIQUE INDEX scim_group_by_name ON sources.scim_group (tenant, name);
CREATE INDEX scim_group_by_external_id ON sources.scim_group (tenant, external_id);
CREATE INDEX scim_group_in_order ON sources.scim_group (tenant, created_at, id);
ALTER TABLE sources.scim_group ENABLE ROW LEVEL SECURITY;
ALTER TABLE sources.scim_group FORCE ROW LEVEL SECURITY;
CREATE POLICY machinery ON sources.scim_group
  USING (tenant = state.tenant() AND state.role() IN ('SYSTEM', 'IT_SECURITY'));

-- Whose accounts are in a group.
CREATE TABLE sources.scim_member (
  tenant text NOT NULL,
  group_id uuid NOT NULL,
  member uuid NOT NULL,
  PRIMARY KEY (tenant, group_id, member)
);
CREATE INDEX scim_member_by_user ON sources.scim_member (tenant, member);
ALTER TABLE sources.scim_member ENABLE ROW LEVEL SECURITY;
ALTER TABLE sources.scim_member FORCE ROW LEVEL SECURITY;
CREATE POLICY machinery ON sources.scim_member
  USING (tenant = state.tenant() AND state.role() IN ('SYSTEM', 'IT_SECURITY'));
