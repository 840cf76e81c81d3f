-- As in category: the owner deletes what was recommended to people who are erased, for the product itself.
CREATE POLICY forgotten ON insight.recommendation FOR DELETE TO CURRENT_ROLE
  USING (tenant = state.tenant() AND state.role() = 'SYSTEM');
CREATE POLICY forgotten ON insight.recommendation_decision FOR DELETE TO CURRENT_ROLE
  USING (tenant = state.tenant() AND state.role() = 'SYSTEM');
CREATE POLICY forgotten ON insight.recommendation_note FOR DELETE TO CURRENT_ROLE
  USING (tenant = state.tenant() AND state.role() = 'SYSTEM');

CREATE FUNCTION insight.forget(people uuid[])
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
  DELETE FROM insight.recommendation_note n WHERE n.tenant = state.tenant() AND n.person = ANY (people);
  GET DIAGNOSTICS part = ROW_COUNT;
  gone := gone + part;
  DELETE FROM insight.recommendation_decision d WHERE d.tenant = state.tenant() AND d.person = ANY (people);
  GET DIAGNOSTICS part = ROW_COUNT;
  gone := gone + part;
  DELETE FROM insight.recommendation r WHERE r.tenant = state.tenant() AND r.person = ANY (people);
  GET DIAGNOSTICS part = ROW_COUNT;
  RETURN gone + part;
END $$;
