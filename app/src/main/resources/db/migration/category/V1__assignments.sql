-- Who may see whose category follows who has whose row in the directory; written in PL/pgSQL, whose body
-- is looked up when it runs, so that the order in which rooms migrate does not matter.
CREATE FUNCTION category.has_row_of(who text, them uuid) RETURNS boolean
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN EXISTS (SELECT FROM directory.person p WHERE p.tenant = who AND p.person = them);
END $$;

-- A categorization of a tenant. Its answers count once it is published; until then nobody sees them.
CREATE TABLE category.run (
  tenant text NOT NULL,
  run text NOT NULL,
  as_of date NOT NULL,
  opened_at timestamptz NOT NULL,
  PRIMARY KEY (tenant, run)
);

CREATE TABLE category.publication (
  tenant text NOT NULL,
  run text NOT NULL,
  number bigint GENERATED ALWAYS AS IDENTITY,
  published_at timestamptz NOT NULL,
  PRIMARY KEY (tenant, run)
);

-- What was said about a person, once per run; never changed.
CREATE TABLE category.assignment (
  tenant text NOT NULL,
  run text NOT NULL,
  person uuid NOT NULL,
  as_of date NOT NULL,
  status text NOT NULL CHECK (status IN ('DECIDED', 'UNCERTAIN', 'NOT_ENOUGH_DATA', 'PROVISIONAL')),
  category text,
  sub_category text,
  confidence double precision NOT NULL CHECK (confidence BETWEEN 0 AND 1),
  said jsonb NOT NULL,
  model text NOT NULL,
  prompt text,
  fallback_because text,
  PRIMARY KEY (tenant, run, person)
);
CREATE INDEX assignment_by_person ON category.assignment (tenant, person);

-- What a person said instead; withdrawing is a row without a category.
CREATE TABLE category.override (
  tenant text NOT NULL,
  person uuid NOT NULL,
  number bigint GENERATED ALWAYS AS IDENTITY,
  category text,
  instead_of text,
  by_whom text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant, person, number)
);

-- Why, in somebody's own words about another: for IT and the manager, not for the person it is about.
CREATE TABLE category.override_reason (
  tenant text NOT NULL,
  person uuid NOT NULL,
  number bigint NOT NULL,
  reason text NOT NULL,
  PRIMARY KEY (tenant, person, number)
);

REVOKE UPDATE, DELETE, TRUNCATE ON category.run, category.publication, category.assignment, category.override,
  category.override_reason FROM orgscope_app;

ALTER TABLE category.run ENABLE ROW LEVEL SECURITY;
ALTER TABLE category.run FORCE ROW LEVEL SECURITY;
CREATE POLICY named ON category.run FOR SELECT
  USING (tenant = state.tenant() AND state.role() IS NOT NULL);
CREATE POLICY opened ON category.run FOR INSERT
  WITH CHECK (tenant = state.tenant() AND state.role() = 'SYSTEM');

ALTER TABLE category.publication ENABLE ROW LEVEL SECURITY;
ALTER TABLE category.publication FORCE ROW LEVEL SECURITY;
CREATE POLICY named ON category.publication FOR SELECT
  USING (tenant = state.tenant() AND state.role() IS NOT NULL);
CREATE POLICY published ON category.publication FOR INSERT
  WITH CHECK (tenant = state.tenant() AND state.role() = 'SYSTEM');

ALTER TABLE category.assignment ENABLE ROW LEVEL SECURITY;
ALTER TABLE category.assignment FORCE ROW LEVEL SECURITY;
CREATE POLICY everybody ON category.assignment FOR SELECT
  USING (tenant = state.tenant() AND state.role() IN ('SYSTEM', 'IT_SECURITY'));
CREATE POLICY reports_and_self ON category.assignment FOR SELECT
  USING (tenant = state.tenant() AND (
    (state.role() IN ('MANAGER', 'EMPLOYEE') AND person = state.person())
    OR (state.role() = 'MANAGER' AND category.has_row_of(tenant, person))));
CREATE POLICY said ON category.assignment FOR INSERT
  WITH CHECK (tenant = state.tenant() AND state.role() = 'SYSTEM');

ALTER TABLE category.override ENABLE ROW LEVEL SECURITY;
ALTER TABLE category.override FORCE ROW LEVEL SECURITY;
CREATE POLICY everybody ON category.override
  USING (tenant = state.tenant() AND state.role() IN ('SYSTEM', 'IT_SECURITY'));
CREATE POLICY self ON category.override FOR SELECT
  USING (tenant = state.tenant() AND state.role() IN ('MANAGER', 'EMPLOYEE')
    AND person = state.person());
-- A manager says something about others, not about themselves.
CREATE POLICY reports ON category.override
  USING (tenant = state.tenant() AND state.role() = 'MANAGER' AND person <> state.person()
    AND category.has_row_of(tenant, person));

ALTER TABLE category.override_reason ENABLE ROW LEVEL SECURITY;
ALTER TABLE category.override_reason FORCE ROW LEVEL SECURITY;
CREATE POLICY everybody ON category.override_reason
  USING (tenant = state.tenant() AND state.role() IN ('SYSTEM', 'IT_SECURITY'));
CREATE POLICY reports ON category.override_reason
  USING (tenant = state.tenant() AND state.role() = 'MANAGER' AND person <> state.person()
    AND category.has_row_of(tenant, person));
