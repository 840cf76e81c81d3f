-- What people are promised in one company, country by country: whether somebody counts unless they say no, or only once
-- they say yes; what their manager sees; how large a shown group is at least; how long daily figures are kept; and the
-- notice that tells them so. Two persons signed it; what they signed lies in the operators' log. Lines are only added;
-- of one tenant the highest number holds. The country is '*' where no other line names the place.
CREATE TABLE access.council_policy (
  tenant text NOT NULL,
  number int NOT NULL,
  country text NOT NULL,
  places text[] NOT NULL,
  consent text NOT NULL CHECK (consent IN ('OPT_OUT', 'OPT_IN')),
  managers text NOT NULL CHECK (managers IN ('NAMED', 'CATEGORIES', 'NOTHING')),
  k int NOT NULL CHECK (k >= 5),
  usage_days int CHECK (usage_days >= 90),
  notice_version text NOT NULL,
  notice text NOT NULL,
  reason text NOT NULL,
  signed_by text[] NOT NULL,
  nonce text NOT NULL,
  applied_at timestamptz NOT NULL,
  PRIMARY KEY (tenant, number, country)
);
ALTER TABLE access.council_policy ENABLE ROW LEVEL SECURITY;
ALTER TABLE access.council_policy FORCE ROW LEVEL SECURITY;
-- It is for everybody to read, and names nobody but who signed it.
CREATE POLICY readable ON access.council_policy FOR SELECT
  USING (tenant = (SELECT state.tenant()) AND (SELECT state.role()) IS NOT NULL);
CREATE POLICY applied ON access.council_policy FOR INSERT
  WITH CHECK (tenant = (SELECT state.tenant_as('SYSTEM', 'IT_SECURITY')));
REVOKE UPDATE, DELETE, TRUNCATE ON access.council_policy FROM orgscope_app;
GRANT SELECT ON access.council_policy TO orgscope_definer;

-- What somebody said of themselves: that they are counted, or not. The last line holds; only they add one and read it,
-- and the product, which leaves them out.
CREATE TABLE access.consent (
  tenant text NOT NULL,
  line bigint GENERATED ALWAYS AS IDENTITY,
  person uuid NOT NULL,
  counted boolean NOT NULL,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (tenant, line)
);
CREATE INDEX consent_by_person ON access.consent (tenant, person, line DESC);
ALTER TABLE access.consent ENABLE ROW LEVEL SECURITY;
ALTER TABLE access.consent FORCE ROW LEVEL SECURITY;
CREATE POLICY product ON access.consent FOR SELECT
  USING (tenant = (SELECT state.tenant_as('SYSTEM')));
CREATE POLICY own ON access.consent FOR SELECT
  USING (tenant = (SELECT state.tenant_as('MANAGER', 'EMPLOYEE')) AND person = (SELECT state.person()));
CREATE POLICY said ON access.consent FOR INSERT
  WITH CHECK (tenant = (SELECT state.tenant_as('MANAGER', 'EMPLOYEE')) AND person = (SELECT state.person()));
CREATE POLICY forgotten ON access.consent FOR DELETE
  USING (tenant = (SELECT state.tenant_as('SYSTEM')));
CREATE POLICY asked ON access.consent FOR SELECT TO orgscope_definer
  USING (tenant = (SELECT state.tenant()));
CREATE TRIGGER leave_out_erased BEFORE INSERT OR UPDATE OF person ON access.consent
  FOR EACH ROW WHEN (NEW.person IS NOT NULL) EXECUTE FUNCTION state.leave_out_erased();
GRANT SELECT ON access.consent TO orgscope_definer;

-- Who was shown which version of the notice first when.
CREATE TABLE access.notice_shown (
  tenant text NOT NULL,
  person uuid NOT NULL,
  version text NOT NULL,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (tenant, person, version)
);
ALTER TABLE access.notice_shown ENABLE ROW LEVEL SECURITY;
ALTER TABLE access.notice_shown FORCE ROW LEVEL SECURITY;
CREATE POLICY proof ON access.notice_shown FOR SELECT
  USING (tenant = (SELECT state.tenant_as('SYSTEM', 'IT_SECURITY')));
CREATE POLICY own ON access.notice_shown FOR SELECT
  USING (tenant = (SELECT state.tenant_as('MANAGER', 'EMPLOYEE')) AND person = (SELECT state.person()));
CREATE POLICY shown ON access.notice_shown FOR INSERT
  WITH CHECK (tenant = (SELECT state.tenant_as('MANAGER', 'EMPLOYEE')) AND person = (SELECT state.person()));
CREATE POLICY forgotten ON access.notice_shown FOR DELETE
  USING (tenant = (SELECT state.tenant_as('SYSTEM')));
CREATE TRIGGER leave_out_erased BEFORE INSERT OR UPDATE OF person ON access.notice_shown
  FOR EACH ROW WHEN (NEW.person IS NOT NULL) EXECUTE FUNCTION state.leave_out_erased();

-- The lines that hold.
CREATE FUNCTION access.council_terms()
RETURNS TABLE (country text, places text[], consent text, managers text)
LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT c.country, c.places, c.consent, c.managers FROM access.council_policy c
  WHERE c.tenant = (SELECT state.tenant())
    AND c.number = (SELECT max(n.number) FROM access.council_policy n WHERE n.tenant = (SELECT state.tenant()));
END;

-- Whom the caller manages and sees anything of, and how much. Until a policy is signed: categories without evidence, and
-- in the European Union nothing.
CREATE FUNCTION access.reports_agreed() RETURNS TABLE (person uuid, managers text)
LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT p.person, agreed.managers
  FROM directory.person p
  CROSS JOIN LATERAL (SELECT coalesce(
      (SELECT t.managers FROM access.council_terms() t WHERE lower(btrim(p.location)) = ANY (t.places) LIMIT 1),
      (SELECT t.managers FROM access.council_terms() t WHERE t.country = '*'),
      (SELECT CASE d.region WHEN 'EU' THEN 'NOTHING' ELSE 'CATEGORIES' END
        FROM directory.tenant d WHERE d.tenant = p.tenant)) AS managers) AS agreed
  WHERE p.tenant = (SELECT state.tenant_as('MANAGER')) AND p.manager = (SELECT state.person())
    AND agreed.managers <> 'NOTHING';
END;

-- Who is in no analysis and no number: who said no and, where one is asked first, who did not say yes. The product and
-- IT/Security are told of everybody, whoever else of themselves.
CREATE FUNCTION access.left_out() RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  ours text := state.tenant();
  everybody boolean := coalesce(state.role() IN ('SYSTEM', 'IT_SECURITY'), false);
  me uuid := state.person();
BEGIN
  RETURN QUERY
    SELECT s.person FROM (
      SELECT DISTINCT ON (c.person) c.person, c.counted FROM access.consent c
      WHERE c.tenant = ours AND (everybody OR c.person = me) ORDER BY c.person, c.line DESC) AS s
    WHERE NOT s.counted;
  IF EXISTS (SELECT FROM access.council_terms() t WHERE t.consent = 'OPT_IN') THEN
    RETURN QUERY
      SELECT p.person FROM directory.person p
      WHERE p.tenant = ours AND (everybody OR p.person = me)
        AND coalesce(
          (SELECT t.consent FROM access.council_terms() t WHERE lower(btrim(p.location)) = ANY (t.places) LIMIT 1),
          (SELECT t.consent FROM access.council_terms() t WHERE t.country = '*')) = 'OPT_IN'
        AND NOT EXISTS (SELECT FROM access.consent c WHERE c.tenant = ours AND c.person = p.person);
  END IF;
END $$;
GRANT USAGE ON SCHEMA access TO orgscope_definer;
GRANT SELECT ON directory.person, directory.tenant TO orgscope_definer;
GRANT EXECUTE ON FUNCTION access.council_terms(), access.reports_agreed() TO orgscope_definer;
GRANT CREATE ON SCHEMA access TO orgscope_definer;
ALTER FUNCTION access.left_out() OWNER TO orgscope_definer;
REVOKE CREATE ON SCHEMA access FROM orgscope_definer;
