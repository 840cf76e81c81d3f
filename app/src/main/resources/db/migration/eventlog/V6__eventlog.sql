-- What came and is not yet in the lake. The product itself reads everybody's in one go; no other
-- role sees any of it. Payloads are sealed under their tenant's key before they come here.
CREATE TABLE eventlog.partition (
  partition integer PRIMARY KEY,
  -- Positions are given out under this row's lock, which lasts until they are committed.
  last_position bigint NOT NULL DEFAULT 0,
  held_bytes bigint NOT NULL DEFAULT 0
) WITH (fillfactor = 10, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

CREATE TABLE eventlog.inbox (
  partition integer NOT NULL,
  position bigint NOT NULL,
  tenant text NOT NULL,
  source text NOT NULL,
  received_at timestamptz NOT NULL,
  size integer NOT NULL,
  payload bytea NOT NULL,
  PRIMARY KEY (partition, position)
) WITH (
  -- Rows live for seconds, so dead ones are taken away as soon as there are some.
  autovacuum_vacuum_scale_factor = 0,
  autovacuum_vacuum_threshold = 500,
  autovacuum_vacuum_insert_threshold = -1,
  autovacuum_vacuum_cost_delay = 0,
  autovacuum_analyze_scale_factor = 0,
  autovacuum_analyze_threshold = 100000,
  toast.autovacuum_vacuum_scale_factor = 0,
  toast.autovacuum_vacuum_threshold = 20000,
  toast.autovacuum_vacuum_insert_threshold = -1,
  toast.autovacuum_vacuum_cost_delay = 0
);
-- Sealed bytes cannot be made smaller; do not try.
ALTER TABLE eventlog.inbox ALTER COLUMN payload SET STORAGE EXTERNAL;

ALTER TABLE eventlog.partition ENABLE ROW LEVEL SECURITY;
ALTER TABLE eventlog.partition FORCE ROW LEVEL SECURITY;
CREATE POLICY the_product_itself ON eventlog.partition USING (state.role() = 'SYSTEM');

ALTER TABLE eventlog.inbox ENABLE ROW LEVEL SECURITY;
ALTER TABLE eventlog.inbox FORCE ROW LEVEL SECURITY;
CREATE POLICY the_product_itself ON eventlog.inbox USING (state.role() = 'SYSTEM');
