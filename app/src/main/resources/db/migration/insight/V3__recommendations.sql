-- Who may see whose recommendation follows who has whose row in the directory; written in PL/pgSQL, whose body
-- is looked up when it runs, so that the order in which rooms migrate does not matter.
CREATE FUNCTION insight.has_row_of(who text, them uuid) RETURNS boolean
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN EXISTS (SELECT FROM directory.person p WHERE p.tenant = who AND p.person = them);
END $$;

-- What is recommended to a person, or (person is null) to all people of a category together, with the figures of
-- the newest night. One that is no longer worth it stands no more and is kept.
CREATE TABLE insight.recommendation (
  tenant text NOT NULL,
  id text NOT NULL,
  category text NOT NULL,
  person uuid,
  change text NOT NULL,
  run text NOT NULL,
  as_of date NOT NULL,
  standing boolean NOT NULL,
  first_at timestamptz NOT NULL,
  document jsonb NOT NULL,
  PRIMARY KEY (tenant, id)
);
CREATE INDEX recommendation_by_person ON insight.recommendation (tenant, person);
REVOKE DELETE, TRUNCATE ON insight.recommendation FROM orgscope_app;

-- The assumptions as they were in the night whose figures stand.
CREATE TABLE insight.recommendation_basis (
  tenant text NOT NULL,
  run text NOT NULL,
  assumptions jsonb NOT NULL,
  PRIMARY KEY (tenant, run)
);
REVOKE DELETE, TRUNCATE ON insight.recommendation_basis FROM orgscope_app;

-- What people decided, with what was promised then; never changed. Of a recommendation in a release person is null
-- and published is true.
CREATE TABLE insight.recommendation_decision (
  tenant text NOT NULL,
  id text NOT NULL,
  number int NOT NULL,
  person uuid,
  published boolean NOT NULL,
  decided text NOT NULL CHECK (decided IN ('approved', 'declined', 'implemented')),
  promised jsonb NOT NULL,
  by_whom text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant, id, number),
  CHECK (NOT (published AND person IS NOT NULL))
);

-- Why, in somebody's own words: for IT and the manager, not for the person it is about.
CREATE TABLE insight.recommendation_note (
  tenant text NOT NULL,
  id text NOT NULL,
  number int NOT NULL,
  person uuid,
  note text NOT NULL,
  PRIMARY KEY (tenant, id, number)
);
REVOKE UPDATE, DELETE, TRUNCATE ON insight.recommendation_decision, insight.recommendation_note
  FROM orgscope_app;

ALTER TABLE insight.recommendation ENABLE ROW LEVEL SECURITY;
ALTER TABLE insight.recommendation FORCE ROW LEVEL SECURITY;
CREATE POLICY everybody ON insight.recommendation FOR SELECT
  USING (tenant = state.tenant() AND state.role() IN ('SYSTEM', 'IT_SECURITY'));
CREATE POLICY reports_and_self ON insight.recommendation FOR SELECT
  USING (tenant = state.tenant() AND (
    (state.role() IN ('MANAGER', 'EMPLOYEE') AND person = state.person())
    OR (state.role() = 'MANAGER' AND insight.has_row_of(tenant, person))));
CREATE POLICY proposed ON insight.recommendation FOR INSERT
  WITH CHECK (tenant = state.tenant() AND state.role() = 'SYSTEM');
CREATE POLICY refreshed ON insight.recommendation FOR UPDATE
  USING (tenant = state.tenant() AND state.role() = 'SYSTEM');

ALTER TABLE insight.recommendation_basis ENABLE ROW LEVEL SECURITY;
ALTER TABLE insight.recommendation_basis FORCE ROW LEVEL SECURITY;
CREATE POLICY readable ON insight.recommendation_basis FOR SELECT
  USING (tenant = state.tenant() AND state.role() IN ('SYSTEM', 'IT_SECURITY', 'MANAGER', 'EMPLOYEE'));
CREATE POLICY kept ON insight.recommendation_basis
  USING (tenant = state.tenant() AND state.role() = 'SYSTEM');

ALTER TABLE insight.recommendation_decision ENABLE ROW LEVEL SECURITY;
ALTER TABLE insight.recommendation_decision FORCE ROW LEVEL SECURITY;
CREATE POLICY everybody ON insight.recommendation_decision
  USING (tenant = state.tenant() AND state.role() IN ('SYSTEM', 'IT_SECURITY'));
CREATE POLICY self ON insight.recommendation_decision FOR SELECT
  USING (tenant = state.tenant() AND state.role() IN ('MANAGER', 'EMPLOYEE')
    AND person = state.person());
-- A manager decides for others, not for themselves.
CREATE POLICY reports ON insight.recommendation_decision
  USING (tenant = state.tenant() AND state.role() = 'MANAGER' AND person <> state.person()
    AND insight.has_row_of(tenant, person));
CREATE POLICY published ON insight.recommendation_decision FOR SELECT
  USING (tenant = state.tenant() AND state.role() IN ('CEO', 'AUDITOR') AND published);

ALTER TABLE insight.recommendation_note ENABLE ROW LEVEL SECURITY;
ALTER TABLE insight.recommendation_note FORCE ROW LEVEL SECURITY;
CREATE POLICY everybody ON insight.recommendation_note
  USING (tenant = state.tenant() AND state.role() IN ('SYSTEM', 'IT_SECURITY'));
CREATE POLICY reports ON insight.recommendation_note
  USING (tenant = state.tenant() AND state.role() = 'MANAGER' AND person <> state.person()
    AND insight.has_row_of(tenant, person));
