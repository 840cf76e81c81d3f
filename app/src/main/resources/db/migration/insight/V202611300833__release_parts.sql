-- A release in parts, for executives: what is of the whole company, and each cell of a unit by itself, so that a row
-- policy can leave out the cells of units that were not granted. The same figures as in the document, never others.
CREATE TABLE insight.release_part (
  tenant       text NOT NULL,
  release      text NOT NULL,
  number       integer NOT NULL,
  as_of        date NOT NULL,
  published_at timestamptz NOT NULL,
  -- Where it stands in the document; empty for what is of the whole company.
  place        text NOT NULL,
  -- Null where it is of all departments, of all kinds of work.
  of_department text,
  of_category  text,
  part         jsonb NOT NULL,
  PRIMARY KEY (tenant, release, number)
);
ALTER TABLE insight.release_part ENABLE ROW LEVEL SECURITY;
ALTER TABLE insight.release_part FORCE ROW LEVEL SECURITY;
CREATE POLICY granted ON insight.release_part FOR SELECT
  USING (tenant = (SELECT state.tenant_as('EXECUTIVE'))
    AND ((of_department IS NULL AND of_category IS NULL)
      OR of_department IN (SELECT access.granted('DEPARTMENT'))
      OR of_category IN (SELECT access.granted('CATEGORY'))));
CREATE POLICY add ON insight.release_part FOR INSERT
  WITH CHECK (tenant = (SELECT state.tenant_as('IT_SECURITY', 'SYSTEM')));
REVOKE UPDATE, DELETE, TRUNCATE ON insight.release_part FROM orgscope_app;

-- What takes a release apart. Releases of before there were levels hold no figure of the whole company that is no sum
-- of cells, so there is nothing of them for executives.
CREATE FUNCTION insight.parts_of(document jsonb)
RETURNS TABLE (number integer, place text, of_department text, of_category text, part jsonb)
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  WITH lists (path, named) AS (
    VALUES (ARRAY['cells'], 'category'), (ARRAY['levels', 'categories'], 'name'), (ARRAY['causes'], 'category'),
      (ARRAY['quarter', 'causesByCategory'], 'category'),
      (ARRAY['quarter', 'roles'], 'category'), (ARRAY['quarter', 'useByCategory'], 'category'),
      (ARRAY['quarter', 'answers', 'assistants'], 'category')
  ), entries AS (
    SELECT l.path, e.at, nullif(e.entry ->> 'department', 'Everyone') AS department,
      nullif(e.entry ->> l.named, 'Everyone') AS category, e.entry
    FROM lists l CROSS JOIN LATERAL jsonb_array_elements(
      CASE WHEN jsonb_typeof(document #> l.path) = 'array' THEN document #> l.path ELSE '[]'::jsonb END)
      WITH ORDINALITY AS e (entry, at)
    UNION ALL
    SELECT ARRAY['recommendation'], 1, NULL, nullif(document #>> ARRAY['recommendation', 'category'], 'Everyone'),
      document -> 'recommendation'
    WHERE jsonb_typeof(document -> 'recommendation') = 'object'
  ), company (whole) AS (
    SELECT jsonb_set(jsonb_set(jsonb_set(jsonb_set(jsonb_set(jsonb_set(jsonb_set(jsonb_set(document,
      ARRAY['cells'], '[]', false), ARRAY['levels', 'categories'], '[]', false), ARRAY['causes'], '[]', false),
      ARRAY['quarter', 'causesByCategory'], '[]', false),
      ARRAY['quarter', 'roles'], '[]', false), ARRAY['quarter', 'useByCategory'], '[]', false),
      ARRAY['quarter', 'answers', 'assistants'], '[]', false), ARRAY['recommendation'], 'null', false)
  )
  SELECT 0, '', NULL::text, NULL::text, whole FROM company WHERE jsonb_typeof(document -> 'levels') = 'object'
  UNION ALL
  SELECT (row_number() OVER (ORDER BY path, at))::integer, array_to_string(path, '/'), department, category, entry
  FROM entries WHERE jsonb_typeof(document -> 'levels') = 'object';
END;

CREATE FUNCTION insight.keep_parts() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO insight.release_part
    (tenant, release, number, as_of, published_at, place, of_department, of_category, part)
  SELECT NEW.tenant, NEW.id, p.number, NEW.as_of, NEW.published_at, p.place, p.of_department, p.of_category, p.part
  FROM insight.parts_of(NEW.document) p;
  RETURN NULL;
END $$;
CREATE TRIGGER keep_parts AFTER INSERT ON insight.release FOR EACH ROW EXECUTE FUNCTION insight.keep_parts();
GRANT EXECUTE ON FUNCTION insight.parts_of(jsonb), insight.keep_parts() TO orgscope_app;

-- Those that are published already. The owner's own rows are behind the policies too, other than here.
ALTER TABLE insight.release NO FORCE ROW LEVEL SECURITY;
ALTER TABLE insight.release_part NO FORCE ROW LEVEL SECURITY;
INSERT INTO insight.release_part
  (tenant, release, number, as_of, published_at, place, of_department, of_category, part)
SELECT r.tenant, r.id, p.number, r.as_of, r.published_at, p.place, p.of_department, p.of_category, p.part
FROM insight.release r CROSS JOIN LATERAL insight.parts_of(r.document) p;
ALTER TABLE insight.release_part FORCE ROW LEVEL SECURITY;
ALTER TABLE insight.release FORCE ROW LEVEL SECURITY;

-- That a release was withdrawn, and why.
CREATE POLICY executives ON insight.withdrawal FOR SELECT
  USING (tenant = (SELECT state.tenant_as('EXECUTIVE')));
