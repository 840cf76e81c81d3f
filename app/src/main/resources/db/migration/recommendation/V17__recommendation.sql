-- What was suggested for a kind of work and a setup, which hold nothing of anybody. The newest line of a pair
-- holds; nothing is changed.
CREATE TABLE recommendation.suggestion (
  tenant text NOT NULL,
  category text NOT NULL,
  setup text NOT NULL,
  number bigint GENERATED ALWAYS AS IDENTITY,
  bands text NOT NULL,
  said jsonb NOT NULL,
  model text NOT NULL,
  prompt text,
  fallback_because text,
  at timestamptz NOT NULL,
  -- Answers that were not believed before this one, the faults of each in one text.
  refused text[] NOT NULL DEFAULT '{}',
  PRIMARY KEY (tenant, category, setup, number)
);
REVOKE UPDATE, DELETE, TRUNCATE ON recommendation.suggestion FROM orgscope_app;

ALTER TABLE recommendation.suggestion ENABLE ROW LEVEL SECURITY;
ALTER TABLE recommendation.suggestion FORCE ROW LEVEL SECURITY;
CREATE POLICY readable ON recommendation.suggestion FOR SELECT
  USING (tenant = state.tenant() AND state.role() IN ('SYSTEM', 'IT_SECURITY'));
CREATE POLICY said ON recommendation.suggestion FOR INSERT
  WITH CHECK (tenant = state.tenant() AND state.role() = 'SYSTEM');

-- What asking about a kind of work and a setup took in a run, answered or not.
CREATE TABLE recommendation.suggestion_question (
  tenant text NOT NULL,
  run text NOT NULL,
  number bigint GENERATED ALWAYS AS IDENTITY,
  category text NOT NULL,
  setup text NOT NULL,
  because text,
  traces uuid[] NOT NULL,
  calls int NOT NULL,
  remembered int NOT NULL,
  cost_nano bigint NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant, run, number)
);
REVOKE UPDATE, DELETE, TRUNCATE ON recommendation.suggestion_question FROM orgscope_app;

ALTER TABLE recommendation.suggestion_question ENABLE ROW LEVEL SECURITY;
ALTER TABLE recommendation.suggestion_question FORCE ROW LEVEL SECURITY;
CREATE POLICY operations ON recommendation.suggestion_question
  USING (tenant = state.tenant() AND state.role() IN ('SYSTEM', 'IT_SECURITY'));

-- Who may see whose recommendation follows who has whose row in the directory.
CREATE FUNCTION recommendation.has_row_of(who text, them uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN EXISTS (SELECT FROM directory.person p WHERE p.tenant = who AND p.person = them);
END $$;

-- What is recommended to a person, or (person is null) to all people of a category together, with the figures of
-- the newest night. One that is no longer worth it stands no more and is kept.
CREATE TABLE recommendation.recommendation (
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
CREATE INDEX recommendation_by_person ON recommendation.recommendation (tenant, person);
REVOKE DELETE, TRUNCATE ON recommendation.recommendation FROM orgscope_app;

-- The assumptions as they were in the night whose figures stand.
CREATE TABLE recommendation.basis (
  tenant text NOT NULL,
  run text NOT NULL,
  assumptions jsonb NOT NULL,
  PRIMARY KEY (tenant, run)
);
REVOKE DELETE, TRUNCATE ON recommendation.basis FROM orgscope_app;

-- What people decided, with what was promised then; never changed. Of a recommendation in a release person is null
-- and published is true.
CREATE TABLE recommendation.decision (
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
CREATE TABLE recommendation.note (
  tenant text NOT NULL,
  id text NOT NULL,
  number int NOT NULL,
  person uuid,
  note text NOT NULL,
  PRIMARY KEY (tenant, id, number)
);
REVOKE UPDATE, DELETE, TRUNCATE ON recommendation.decision, recommendation.note
  FROM orgscope_app;

ALTER TABLE recommendation.recommendation ENABLE ROW LEVEL SECURITY;
ALTER TABLE recommendation.recommendation FORCE ROW LEVEL SECURITY;
CREATE POLICY everybody ON recommendation.recommendation FOR SELECT
  USING (tenant = state.tenant() AND state.role() IN ('SYSTEM', 'IT_SECURITY'));
CREATE POLICY reports_and_self ON recommendation.recommendation FOR SELECT
  USING (tenant = state.tenant() AND (
    (state.role() IN ('MANAGER', 'EMPLOYEE') AND person = state.person())
    OR (state.role() = 'MANAGER' AND recommendation.has_row_of(tenant, person))));
CREATE POLICY proposed ON recommendation.recommendation FOR INSERT
  WITH CHECK (tenant = state.tenant() AND state.role() = 'SYSTEM');
CREATE POLICY refreshed ON recommendation.recommendation FOR UPDATE
  USING (tenant = state.tenant() AND state.role() = 'SYSTEM');

ALTER TABLE recommendation.basis ENABLE ROW LEVEL SECURITY;
ALTER TABLE recommendation.basis FORCE ROW LEVEL SECURITY;
CREATE POLICY readable ON recommendation.basis FOR SELECT
  USING (tenant = state.tenant() AND state.role() IN ('SYSTEM', 'IT_SECURITY', 'MANAGER', 'EMPLOYEE'));
CREATE POLICY kept ON recommendation.basis
  USING (tenant = state.tenant() AND state.role() = 'SYSTEM');

ALTER TABLE recommendation.decision ENABLE ROW LEVEL SECURITY;
ALTER TABLE recommendation.decision FORCE ROW LEVEL SECURITY;
CREATE POLICY everybody ON recommendation.decision
  USING (tenant = state.tenant() AND state.role() IN ('SYSTEM', 'IT_SECURITY'));
CREATE POLICY self ON recommendation.decision FOR SELECT
  USING (tenant = state.tenant() AND state.role() IN ('MANAGER', 'EMPLOYEE')
    AND person = state.person());
-- A manager decides for others, not for themselves.
CREATE POLICY reports ON recommendation.decision
  USING (tenant = state.tenant() AND state.role() = 'MANAGER' AND person <> state.person()
    AND recommendation.has_row_of(tenant, person));
CREATE POLICY published ON recommendation.decision FOR SELECT
  USING (tenant = state.tenant() AND state.role() IN ('CEO', 'AUDITOR') AND published);

ALTER TABLE recommendation.note ENABLE ROW LEVEL SECURITY;
ALTER TABLE recommendation.note FORCE ROW LEVEL SECURITY;
CREATE POLICY everybody ON recommendation.note
  USING (tenant = state.tenant() AND state.role() IN ('SYSTEM', 'IT_SECURITY'));
CREATE POLICY reports ON recommendation.note
  USING (tenant = state.tenant() AND state.role() = 'MANAGER' AND person <> state.person()
    AND recommendation.has_row_of(tenant, person));

-- No row of somebody who was erased: see state.
CREATE TRIGGER leave_out_erased BEFORE INSERT OR UPDATE OF person ON recommendation.recommendation
  FOR EACH ROW WHEN (NEW.person IS NOT NULL) EXECUTE FUNCTION state.leave_out_erased();
CREATE TRIGGER leave_out_erased BEFORE INSERT OR UPDATE OF person ON recommendation.decision
  FOR EACH ROW WHEN (NEW.person IS NOT NULL) EXECUTE FUNCTION state.leave_out_erased();
CREATE TRIGGER leave_out_erased BEFORE INSERT OR UPDATE OF person ON recommendation.note
  FOR EACH ROW WHEN (NEW.person IS NOT NULL) EXECUTE FUNCTION state.leave_out_erased();

-- As in category: what was recommended to people who are erased goes, for the product itself.
CREATE POLICY forgotten ON recommendation.recommendation FOR DELETE TO orgscope_definer
  USING (tenant = state.tenant() AND state.role() = 'SYSTEM');
CREATE POLICY sought ON recommendation.recommendation FOR SELECT TO orgscope_definer
  USING (tenant = state.tenant() AND state.role() = 'SYSTEM');
CREATE POLICY forgotten ON recommendation.decision FOR DELETE TO orgscope_definer
  USING (tenant = state.tenant() AND state.role() = 'SYSTEM');
CREATE POLICY sought ON recommendation.decision FOR SELECT TO orgscope_definer
  USING (tenant = state.tenant() AND state.role() = 'SYSTEM');
CREATE POLICY forgotten ON recommendation.note FOR DELETE TO orgscope_definer
  USING (tenant = state.tenant() AND state.role() = 'SYSTEM');
CREATE POLICY sought ON recommendation.note FOR SELECT TO orgscope_definer
  USING (tenant = state.tenant() AND state.role() = 'SYSTEM');
GRANT SELECT, DELETE ON recommendation.recommendation, recommendation.decision, recommendation.note TO orgscope_definer;

CREATE FUNCTION recommendation.forget(people uuid[])
RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  gone bigint := 0;
  part bigint;
BEGIN
  IF state.tenant() IS NULL OR state.role() <> 'SYSTEM' THEN
    RAISE EXCEPTION 'only the product itself forgets people, one tenant at a time';
  END IF;
  DELETE FROM recommendation.note n WHERE n.tenant = state.tenant() AND n.person = ANY (people);
  GET DIAGNOSTICS part = ROW_COUNT;
  gone := gone + part;
  DELETE FROM recommendation.decision d WHERE d.tenant = state.tenant() AND d.person = ANY (people);
  GET DIAGNOSTICS part = ROW_COUNT;
  gone := gone + part;
  DELETE FROM recommendation.recommendation r WHERE r.tenant = state.tenant() AND r.person = ANY (people);
  GET DIAGNOSTICS part = ROW_COUNT;
  RETURN gone + part;
END $$;

-- As in audit: a role of its own for what runs with its owner's rights.
GRANT EXECUTE ON FUNCTION recommendation.has_row_of, recommendation.forget TO orgscope_definer;
GRANT USAGE, CREATE ON SCHEMA recommendation TO orgscope_definer;
ALTER FUNCTION recommendation.forget OWNER TO orgscope_definer;
REVOKE CREATE ON SCHEMA recommendation FROM orgscope_definer;
