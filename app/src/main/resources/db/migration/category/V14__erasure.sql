-- What is said of people is only ever added, except that all of it goes when they are erased. The application may not
-- delete; the owner does it for the product itself, and only in the caller's tenant.
CREATE POLICY forgotten ON category.assignment FOR DELETE TO CURRENT_ROLE
  USING (tenant = state.tenant() AND state.role() = 'SYSTEM');
CREATE POLICY forgotten ON category.override FOR DELETE TO CURRENT_ROLE
  USING (tenant = state.tenant() AND state.role() = 'SYSTEM');
CREATE POLICY forgotten ON category.override_reason FOR DELETE TO CURRENT_ROLE
  USING (tenant = state.tenant() AND state.role() = 'SYSTEM');

CREATE FUNCTION category.forget(people uuid[])
RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog
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
