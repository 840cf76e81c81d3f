-- Tables of other rooms that hold people ask this of every row they are to take. Whoever has asked keeps marks
-- out until the end of the transaction: a mark waits for the rows that are on their way, so that what is deleted
-- after it finds them, and whoever asks after it sees it.
CREATE POLICY asked ON directory.erased FOR SELECT TO CURRENT_ROLE USING (tenant = state.tenant());

CREATE FUNCTION directory.is_erased(whom uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog
AS $$
BEGIN
  -- A statement of its own: the next one sees what was committed while this one waited.
  PERFORM pg_advisory_xact_lock_shared(hashtextextended('erased:' || state.tenant(), 0));
  RETURN EXISTS (SELECT FROM directory.erased e WHERE e.tenant = state.tenant() AND e.person = whom);
END $$;
