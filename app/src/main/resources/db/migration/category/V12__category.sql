-- Who may see whose category follows who has whose row in the directory.
CREATE FUNCTION category.has_row_of(who text, them uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
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
  -- The signature that the person was asked about under; null where no model was asked.
  asked text,
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

-- What a model was asked about a signature in a run, and what came of it. A signature names no person, and at least k people share it.
CREATE TABLE category.consultation (
  tenant text NOT NULL,
  run text NOT NULL,
  signature text NOT NULL,
  number bigint GENERATED ALWAYS AS IDENTITY,
  people int NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('ACCEPTED', 'YESTERDAY', 'REFUSED', 'UNANSWERED')),
  answer jsonb,
  because text,
  model text,
  prompt text NOT NULL,
  trace uuid,
  calls int NOT NULL,
  remembered int NOT NULL,
  cost_nano bigint NOT NULL,
  at timestamptz NOT NULL,
  -- Every question of a talk, so that all that was asked and said can be shown to whoever it was about.
  traces uuid[] NOT NULL DEFAULT '{}',
  PRIMARY KEY (tenant, run, signature)
);
CREATE INDEX consultation_by_signature ON category.consultation (tenant, signature, number DESC);

-- Answers that were not believed, each with its faults.
CREATE TABLE category.refusal (
  tenant text NOT NULL,
  run text NOT NULL,
  signature text NOT NULL,
  attempt int NOT NULL,
  trace uuid NOT NULL,
  model text NOT NULL,
  faults text[] NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant, run, signature, attempt)
);

-- What people set right, as prompts hold it: signature, from, to. A set that differs from the last one gets a new version.
CREATE TABLE category.correction_set (
  tenant text NOT NULL,
  version int NOT NULL,
  run text NOT NULL,
  lines text[] NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant, version)
);

REVOKE UPDATE, DELETE, TRUNCATE ON category.consultation, category.refusal, category.correction_set FROM orgscope_app;

ALTER TABLE category.consultation ENABLE ROW LEVEL SECURITY;
ALTER TABLE category.consultation FORCE ROW LEVEL SECURITY;
CREATE POLICY operations ON category.consultation
  USING (tenant = state.tenant() AND state.role() IN ('SYSTEM', 'IT_SECURITY'));

ALTER TABLE category.refusal ENABLE ROW LEVEL SECURITY;
ALTER TABLE category.refusal FORCE ROW LEVEL SECURITY;
CREATE POLICY operations ON category.refusal
  USING (tenant = state.tenant() AND state.role() IN ('SYSTEM', 'IT_SECURITY'));

ALTER TABLE category.correction_set ENABLE ROW LEVEL SECURITY;
ALTER TABLE category.correction_set FORCE ROW LEVEL SECURITY;
CREATE POLICY operations ON category.correction_set
  USING (tenant = state.tenant() AND state.role() IN ('SYSTEM', 'IT_SECURITY'));

-- No row of somebody who was erased: see state.
CREATE TRIGGER leave_out_erased BEFORE INSERT OR UPDATE OF person ON category.assignment
  FOR EACH ROW WHEN (NEW.person IS NOT NULL) EXECUTE FUNCTION state.leave_out_erased();
CREATE TRIGGER leave_out_erased BEFORE INSERT OR UPDATE OF person ON category.override
  FOR EACH ROW WHEN (NEW.person IS NOT NULL) EXECUTE FUNCTION state.leave_out_erased();
CREATE TRIGGER leave_out_erased BEFORE INSERT OR UPDATE OF person ON category.override_reason
  FOR EACH ROW WHEN (NEW.person IS NOT NULL) EXECUTE FUNCTION state.leave_out_erased();

-- What is said of people is only ever added, except that all of it goes when they are erased. The application may not
-- delete; this does it for the product itself, and only in the caller's tenant.
CREATE POLICY forgotten ON category.assignment FOR DELETE TO orgscope_definer
  USING (tenant = state.tenant() AND state.role() = 'SYSTEM');
CREATE POLICY sought ON category.assignment FOR SELECT TO orgscope_definer
  USING (tenant = state.tenant() AND state.role() = 'SYSTEM');
CREATE POLICY forgotten ON category.override FOR DELETE TO orgscope_definer
  USING (tenant = state.tenant() AND state.role() = 'SYSTEM');
CREATE POLICY sought ON category.override FOR SELECT TO orgscope_definer
  USING (tenant = state.tenant() AND state.role() = 'SYSTEM');
CREATE POLICY forgotten ON category.override_reason FOR DELETE TO orgscope_definer
  USING (tenant = state.tenant() AND state.role() = 'SYSTEM');
CREATE POLICY sought ON category.override_reason FOR SELECT TO orgscope_definer
  USING (tenant = state.tenant() AND state.role() = 'SYSTEM');
GRANT SELECT, DELETE ON category.assignment, category.override, category.override_reason TO orgscope_definer;

CREATE FUNCTION category.forget(people uuid[])
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
  DELETE FROM category.override_reason r WHERE r.tenant = state.tenant() AND r.person = ANY (people);
  GET DIAGNOSTICS part = ROW_COUNT;
  gone := gone + part;
  DELETE FROM category.override o WHERE o.tenant = state.tenant() AND o.person = ANY (people);
  GET DIAGNOSTICS part = ROW_COUNT;
  gone := gone + part;
  DELETE FROM category.assignment a WHERE a.tenant = state.tenant() AND a.person = ANY (people);
  GET DIAGNOSTICS part = ROW_COUNT;
  RETURN gone + part;
END $$;

-- As in audit: a role of its own for what runs with its owner's rights.
GRANT EXECUTE ON FUNCTION category.has_row_of, category.forget TO orgscope_definer;
GRANT USAGE, CREATE ON SCHEMA category TO orgscope_definer;
ALTER FUNCTION category.forget OWNER TO orgscope_definer;
REVOKE CREATE ON SCHEMA category FROM orgscope_definer;
