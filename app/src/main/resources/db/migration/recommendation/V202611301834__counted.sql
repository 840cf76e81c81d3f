-- As before; where everybody is asked first, by those who count, who are fewer.
DROP POLICY counted ON recommendation.recommendation;
CREATE POLICY counted ON recommendation.recommendation AS RESTRICTIVE FOR SELECT
  TO orgscope_app, orgscope_pages, orgscope_worker
  USING (tenant = (SELECT state.tenant()) AND (SELECT state.role()) IS NOT NULL
    AND (person IS NULL OR team OR (SELECT state.principal()) = 'system:export'
      OR CASE WHEN (SELECT access.asks_first()) THEN person IN (SELECT access.let_in())
        ELSE person NOT IN (SELECT access.left_out()) END));
