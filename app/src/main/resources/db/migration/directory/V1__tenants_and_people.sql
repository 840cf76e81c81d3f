-- A tenant is known to everybody of it; the list of all only to the product itself.
CREATE TABLE directory.tenant (
  tenant text PRIMARY KEY,
  name text NOT NULL,
  industry text NOT NULL,
  region text NOT NULL CHECK (region IN ('EU', 'US')),
  zone text NOT NULL,
  created_at timestamptz NOT NULL
);
ALTER TABLE directory.tenant ENABLE ROW LEVEL SECURITY;
ALTER TABLE directory.tenant FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON directory.tenant FOR SELECT
  USING (tenant = state.tenant() AND state.role() IS NOT NULL);
CREATE POLICY listed ON directory.tenant FOR SELECT
  USING (state.tenant() IS NULL AND state.role() = 'SYSTEM');
CREATE POLICY kept ON directory.tenant FOR INSERT
  WITH CHECK (tenant = state.tenant() AND state.role() IN ('SYSTEM', 'IT_SECURITY'));
CREATE POLICY changed ON directory.tenant FOR UPDATE
  USING (tenant = state.tenant() AND state.role() IN ('SYSTEM', 'IT_SECURITY'));

-- The tenant's key sets, wrapped under the key-encryption key.
CREATE TABLE directory.tenant_key (
  tenant text PRIMARY KEY,
  names bytea NOT NULL,
  pseudonyms bytea NOT NULL,
  made_at timestamptz NOT NULL
);
ALTER TABLE directory.tenant_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE directory.tenant_key FORCE ROW LEVEL SECURITY;
CREATE POLICY machinery ON directory.tenant_key
  USING (tenant = state.tenant() AND state.role() = 'SYSTEM');

-- What a person is today. Names are cipher text; hashes are HMACs under the tenant's key.
CREATE TABLE directory.person (
  tenant text NOT NULL,
  person uuid NOT NULL,
  employee_id bytea,
  login bytea,
  display_name bytea,
  title text,
  department text,
  location text,
  hire_date date,
  end_date date,
  manager uuid,
  has_reports boolean NOT NULL DEFAULT false,
  content uuid NOT NULL,
  imported_at timestamptz NOT NULL,
  PRIMARY KEY (tenant, person)
);
CREATE INDEX person_by_manager ON directory.person (tenant, manager);
ALTER TABLE directory.person ENABLE ROW LEVEL SECURITY;
ALTER TABLE directory.person FORCE ROW LEVEL SECURITY;
CREATE POLICY everybody ON directory.person
  USING (tenant = state.tenant() AND state.role() IN ('SYSTEM', 'IT_SECURITY'));
CREATE POLICY reports ON directory.person FOR SELECT
  USING (tenant = state.tenant() AND state.role() = 'MANAGER' AND manager = state.person());
CREATE POLICY self ON directory.person FOR SELECT
  USING (tenant = state.tenant() AND state.role() IN ('MANAGER', 'EMPLOYEE')
    AND person = state.person());

-- What a person was when.
CREATE TABLE directory.position (
  tenant text NOT NULL,
  person uuid NOT NULL,
  valid_from date NOT NULL,
  title text,
  department text,
  manager uuid,
  PRIMARY KEY (tenant, person, valid_from)
);
ALTER TABLE directory.position ENABLE ROW LEVEL SECURITY;
ALTER TABLE directory.position FORCE ROW LEVEL SECURITY;
CREATE POLICY everybody ON directory.position
  USING (tenant = state.tenant() AND state.role() IN ('SYSTEM', 'IT_SECURITY'));
-- Through the person's own policies: today's manager sees the history, yesterday's no longer.
CREATE POLICY visible ON directory.position FOR SELECT
  USING (tenant = state.tenant() AND state.role() IN ('MANAGER', 'EMPLOYEE')
    AND EXISTS (SELECT FROM directory.person p
      WHERE p.tenant = position.tenant AND p.person = position.person));

-- Whose an id is: HMACs of logins, employee numbers and providers' ids.
CREATE TABLE directory.link (
  tenant text NOT NULL,
  hash uuid NOT NULL,
  person uuid NOT NULL,
  PRIMARY KEY (tenant, hash)
);
ALTER TABLE directory.link ENABLE ROW LEVEL SECURITY;
ALTER TABLE directory.link FORCE ROW LEVEL SECURITY;
CREATE POLICY machinery ON directory.link
  USING (tenant = state.tenant() AND state.role() IN ('SYSTEM', 'IT_SECURITY'));

-- Keys that events were stored under before an import told whose they were.
CREATE TABLE directory.merged (
  tenant text NOT NULL,
  old_key uuid NOT NULL,
  person uuid NOT NULL,
  PRIMARY KEY (tenant, old_key)
);
ALTER TABLE directory.merged ENABLE ROW LEVEL SECURITY;
ALTER TABLE directory.merged FORCE ROW LEVEL SECURITY;
CREATE POLICY machinery ON directory.merged
  USING (tenant = state.tenant() AND state.role() IN ('SYSTEM', 'IT_SECURITY'));

-- The tenant's own words: descriptions of its applications, names of categories.
CREATE TABLE directory.vocabulary (
  tenant text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('application', 'category')),
  name text NOT NULL,
  words text NOT NULL,
  PRIMARY KEY (tenant, kind, name)
);
ALTER TABLE directory.vocabulary ENABLE ROW LEVEL SECURITY;
ALTER TABLE directory.vocabulary FORCE ROW LEVEL SECURITY;
CREATE POLICY readable ON directory.vocabulary FOR SELECT
  USING (tenant = state.tenant() AND state.role() IS NOT NULL);
CREATE POLICY kept ON directory.vocabulary
  USING (tenant = state.tenant() AND state.role() IN ('SYSTEM', 'IT_SECURITY'));

-- Whether the caller has rows of this person: the row policy for tables of other rooms that hold
-- a person and no manager.
CREATE FUNCTION directory.sees(whom uuid) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE
RETURN state.role() IN ('SYSTEM', 'IT_SECURITY')
  OR (state.role() IN ('MANAGER', 'EMPLOYEE') AND whom = state.person())
  OR (state.role() = 'MANAGER' AND EXISTS (
    SELECT FROM directory.person p
    WHERE p.tenant = state.tenant() AND p.person = whom AND p.manager = state.person()));
