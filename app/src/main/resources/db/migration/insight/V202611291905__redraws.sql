-- Two persons may have the period of a withdrawn release drawn once more, of the same run too.
ALTER TABLE insight.release DROP CONSTRAINT release_tenant_run_as_of_key;
CREATE UNIQUE INDEX release_drawn_once ON insight.release
  (tenant, run, as_of, coalesce(document -> 'replaces' ->> 'release', ''));
CREATE UNIQUE INDEX release_redrawn_once ON insight.release
  (tenant, (document -> 'replaces' ->> 'release'));
