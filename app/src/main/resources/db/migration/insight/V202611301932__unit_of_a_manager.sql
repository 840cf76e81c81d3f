-- A manager reads what is published of the unit that the directory puts them in, by its name in the release, and
-- nothing else of it: no cell of the company, of another unit, or of what small units were merged into.
CREATE POLICY own_unit ON insight.release_part FOR SELECT
  USING (tenant = (SELECT state.tenant_as('MANAGER'))
    AND of_department <> 'Other'
    AND of_department IN (SELECT unnest(ARRAY[p.department, p.division]) FROM directory.person p
      WHERE p.tenant = release_part.tenant AND p.person = (SELECT state.person())));
