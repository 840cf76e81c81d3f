-- What a provider lets all tenants together ask who come by the same application: rows of tenant '*'.
CREATE POLICY everybodys ON sources.budget
  USING (tenant = '*' AND state.role() = 'SYSTEM');
