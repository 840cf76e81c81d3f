-- What executives read is a copy, and whoever verifies compares it with the releases that it was made of.
CREATE POLICY verified ON insight.release_part FOR SELECT
  USING (tenant = (SELECT state.tenant_as('IT_SECURITY', 'SYSTEM')));
