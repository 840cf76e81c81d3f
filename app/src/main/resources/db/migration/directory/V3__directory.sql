-- A tenant is known to everybody of it; the list of all only to the product itself.
CREATE TABLE directory.tenant (
  tenant text PRIMARY KEY,
  name text NOT NULL,
  industry text NOT NULL,
  region text NOT NULL CHECK (region IN ('EU', 'US')),
  zone text NOT NULL,
  created_at timestamptz NOT NULL,
  -- Only a company that the demo made up may be entered without a password.
  made_by_demo boolean NOT NULL DEFAULT false
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

-- Whose company it is, the demo's or somebody's, is said when it is made and never again.
CREATE FUNCTION directory.stays_what_it_is() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'a company does not become a demo, nor a demo a company';
END $$;
CREATE TRIGGER stays_what_it_is BEFORE UPDATE ON directory.tenant FOR EACH ROW
  WHEN (NEW.made_by_demo IS DISTINCT FROM OLD.made_by_demo)
  EXECUTE FUNCTION directory.stays_what_it_is();

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
  -- Whether the directory was told so; what events alone linked is the last thing that counts.
  told boolean NOT NULL DEFAULT false,
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

-- From when to when a provider's account was seen under a login: HMACs as in directory.link. A login seen without an
-- account stands in both places. It only ever grows to both sides, so the order in which events come does not matter.
CREATE TABLE directory.sighting (
  tenant text NOT NULL,
  account uuid NOT NULL,
  login uuid NOT NULL,
  provider text NOT NULL,
  first_day date NOT NULL,
  last_day date NOT NULL,
  PRIMARY KEY (tenant, account, login)
);
ALTER TABLE directory.sighting ENABLE ROW LEVEL SECURITY;
ALTER TABLE directory.sighting FORCE ROW LEVEL SECURITY;
CREATE POLICY machinery ON directory.sighting
  USING (tenant = state.tenant() AND state.role() IN ('SYSTEM', 'IT_SECURITY'));

-- From when to when the directory was told that a login is somebody's; directory.link has who holds it now.
CREATE TABLE directory.holding (
  tenant text NOT NULL,
  login uuid NOT NULL,
  person uuid NOT NULL,
  told_first date NOT NULL,
  told_last date NOT NULL,
  hired date,
  PRIMARY KEY (tenant, login, person, told_first)
);
ALTER TABLE directory.holding ENABLE ROW LEVEL SECURITY;
ALTER TABLE directory.holding FORCE ROW LEVEL SECURITY;
CREATE POLICY machinery ON directory.holding
  USING (tenant = state.tenant() AND state.role() IN ('SYSTEM', 'IT_SECURITY'));

-- Changes whenever the answer to who is who may.
CREATE TABLE directory.identity_version (
  tenant text PRIMARY KEY,
  version bigint NOT NULL
);
ALTER TABLE directory.identity_version ENABLE ROW LEVEL SECURITY;
ALTER TABLE directory.identity_version FORCE ROW LEVEL SECURITY;
CREATE POLICY machinery ON directory.identity_version
  USING (tenant = state.tenant() AND state.role() IN ('SYSTEM', 'IT_SECURITY'));

-- Whose keys were when daily usage was added up last: a key that is somebody else's by now has days to be done again.
CREATE TABLE directory.settled_key (
  tenant text NOT NULL,
  key uuid NOT NULL,
  person uuid NOT NULL,
  valid_from date NOT NULL,
  valid_until date NOT NULL,
  PRIMARY KEY (tenant, key, valid_from)
);
ALTER TABLE directory.settled_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE directory.settled_key FORCE ROW LEVEL SECURITY;
CREATE POLICY machinery ON directory.settled_key
  USING (tenant = state.tenant() AND state.role() IN ('SYSTEM', 'IT_SECURITY'));

-- Managers whom somebody named before the directory knew them: by any of these hashes of ids, which
-- are those of directory.link.
CREATE TABLE directory.awaited_manager (
  tenant text NOT NULL,
  person uuid NOT NULL,
  hash uuid NOT NULL,
  since date NOT NULL,
  PRIMARY KEY (tenant, person, hash)
);
CREATE INDEX awaited_manager_by_hash ON directory.awaited_manager (tenant, hash);
ALTER TABLE directory.awaited_manager ENABLE ROW LEVEL SECURITY;
ALTER TABLE directory.awaited_manager FORCE ROW LEVEL SECURITY;
CREATE POLICY machinery ON directory.awaited_manager
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

-- Whether the caller has rows of this person: the row policy for tables of other rooms that hold
-- a person and no manager.
CREATE FUNCTION directory.sees(whom uuid) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE
RETURN state.role() IN ('SYSTEM', 'IT_SECURITY')
  OR (state.role() IN ('MANAGER', 'EMPLOYEE') AND whom = state.person())
  OR (state.role() = 'MANAGER' AND EXISTS (
    SELECT FROM directory.person p
    WHERE p.tenant = state.tenant() AND p.person = whom AND p.manager = state.person()));

-- People who were erased on request: their keys, so that late events and old files do not bring them back. What the
-- keys are made of rests nowhere; directory.link keeps the HMACs of their ids for the same purpose.
CREATE TABLE directory.erased (
  tenant text NOT NULL,
  person uuid NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant, person)
);
ALTER TABLE directory.erased ENABLE ROW LEVEL SECURITY;
ALTER TABLE directory.erased FORCE ROW LEVEL SECURITY;
CREATE POLICY machinery ON directory.erased
  USING (tenant = state.tenant() AND state.role() IN ('SYSTEM', 'IT_SECURITY'));

-- Under which keys rows of erased people have gone, and of which days: what turns out later to be theirs too goes then.
CREATE TABLE directory.erased_key (
  tenant text NOT NULL,
  key uuid NOT NULL,
  valid_from date NOT NULL,
  valid_until date NOT NULL,
  PRIMARY KEY (tenant, key, valid_from)
);
ALTER TABLE directory.erased_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE directory.erased_key FORCE ROW LEVEL SECURITY;
CREATE POLICY machinery ON directory.erased_key
  USING (tenant = state.tenant() AND state.role() IN ('SYSTEM', 'IT_SECURITY'));

-- Tables of other rooms that hold people ask this of every row they are to take. Whoever has asked keeps marks
-- out until the end of the transaction: a mark waits for the rows that are on their way, so that what is deleted
-- after it finds them, and whoever asks after it sees it.
CREATE FUNCTION directory.is_erased(whom uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  -- A statement of its own: the next one sees what was committed while this one waited.
  PERFORM pg_advisory_xact_lock_shared(hashtextextended('erased:' || state.tenant(), 0));
  RETURN EXISTS (SELECT FROM directory.erased e WHERE e.tenant = state.tenant() AND e.person = whom);
END $$;
CREATE POLICY asked ON directory.erased FOR SELECT TO orgscope_definer
  USING (tenant = state.tenant());
GRANT SELECT ON directory.erased TO orgscope_definer;

-- As in audit: a role of its own for what runs with its owner's rights.
GRANT USAGE, CREATE ON SCHEMA directory TO orgscope_definer;
ALTER FUNCTION directory.is_erased OWNER TO orgscope_definer;
REVOKE CREATE ON SCHEMA directory FROM orgscope_definer;
