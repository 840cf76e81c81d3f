-- What leaves the house: how far each receiver has each tenant's seals and entries, and how it goes. Seals count by
-- their number, entries by their place in the chain; neither order is ever passed by a latecomer.
CREATE TABLE audit.departure (
  tenant text NOT NULL,
  destination text NOT NULL,
  what text NOT NULL CHECK (what IN ('SEALS', 'ENTRIES')),
  -- Everything up to here was taken.
  place bigint NOT NULL DEFAULT 0 CHECK (place >= 0),
  taken_at timestamptz,
  -- Who sends, so that two processes do not send the same; one that was killed is waited for until then.
  held_until timestamptz,
  tries integer NOT NULL DEFAULT 0,
  failing_since timestamptz,
  trouble text,
  next_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (tenant, destination, what),
  CHECK ((failing_since IS NULL) = (trouble IS NULL))
);
-- What is left to send of a tenant's log is sent when the tenant is gone.
COMMENT ON TABLE audit.departure IS 'deletion of a tenant: kept';
ALTER TABLE audit.departure ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit.departure FORCE ROW LEVEL SECURITY;
CREATE POLICY readable ON audit.departure FOR SELECT
  USING (tenant = (SELECT state.tenant_as('SYSTEM', 'IT_SECURITY', 'AUDITOR')));
CREATE POLICY begun ON audit.departure FOR INSERT
  WITH CHECK (tenant = (SELECT state.tenant_as('SYSTEM')));
CREATE POLICY moved ON audit.departure FOR UPDATE
  USING (tenant = (SELECT state.tenant_as('SYSTEM')));
-- What has left has left.
CREATE FUNCTION audit.only_forward() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF NEW.place < OLD.place THEN
    RAISE EXCEPTION 'what has left the house has left it';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER only_forward BEFORE UPDATE ON audit.departure
  FOR EACH ROW EXECUTE FUNCTION audit.only_forward();
REVOKE ALL ON audit.departure FROM orgscope_app, orgscope_pages;
GRANT SELECT, INSERT (tenant, destination, what),
  UPDATE (place, taken_at, held_until, tries, failing_since, trouble, next_at) ON audit.departure TO orgscope_app;
GRANT SELECT ON audit.departure TO orgscope_pages;

-- Where each log ends, for the product itself.
CREATE FUNCTION audit.ends() RETURNS TABLE (tenant text, entries bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF state.role() IS DISTINCT FROM 'SYSTEM' OR state.tenant() IS NOT NULL THEN
    RAISE EXCEPTION 'whose logs there are is asked by the product itself';
  END IF;
  RETURN QUERY SELECT c.tenant, c.entries FROM audit.chain c ORDER BY 1;
END
$$;
REVOKE ALL ON FUNCTION audit.ends() FROM PUBLIC;
REVOKE ALL ON FUNCTION audit.ends() FROM orgscope_pages;
GRANT EXECUTE ON FUNCTION audit.ends() TO orgscope_app;
GRANT CREATE ON SCHEMA audit TO orgscope_definer;
ALTER FUNCTION audit.ends() OWNER TO orgscope_definer;
REVOKE CREATE ON SCHEMA audit FROM orgscope_definer;
