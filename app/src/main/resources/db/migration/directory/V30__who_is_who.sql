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

-- Whether the directory was told so; what events alone linked before is the last thing that counts.
ALTER TABLE directory.link ADD COLUMN told boolean NOT NULL DEFAULT false;

-- What was imported before counts as told on the day of the import.
ALTER TABLE directory.link NO FORCE ROW LEVEL SECURITY;
ALTER TABLE directory.person NO FORCE ROW LEVEL SECURITY;
ALTER TABLE directory.holding NO FORCE ROW LEVEL SECURITY;
INSERT INTO directory.holding (tenant, login, person, told_first, told_last, hired)
SELECT l.tenant, l.hash, l.person, p.imported_at::date, p.imported_at::date, p.hire_date
FROM directory.link l
JOIN directory.person p ON p.tenant = l.tenant AND p.person = l.person;
ALTER TABLE directory.link FORCE ROW LEVEL SECURITY;
ALTER TABLE directory.person FORCE ROW LEVEL SECURITY;
ALTER TABLE directory.holding FORCE ROW LEVEL SECURITY;

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
