CREATE TABLE work.job (
    id         uuid PRIMARY KEY,
    tenant     text NOT NULL,
    kind       text NOT NULL,
    name       text NOT NULL,
    created_at timestamptz NOT NULL,
    UNIQUE (tenant, kind, name)
);

CREATE TABLE work.shard (
    job        uuid NOT NULL REFERENCES work.job ON DELETE CASCADE,
    number     integer NOT NULL,
    tenant     text NOT NULL,
    payload    text NOT NULL,
    units      bigint NOT NULL,
    units_done bigint NOT NULL DEFAULT 0,
    state      text NOT NULL DEFAULT 'OPEN' CHECK (state IN ('OPEN', 'DONE', 'DEAD')),
    checkpoint text,
    -- Counts the holders. A holder whose number is no longer this one has lost the shard.
    lease      bigint NOT NULL DEFAULT 0,
    -- Holders since the last checkpoint.
    attempts   integer NOT NULL DEFAULT 0,
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (job, number)
);

CREATE TABLE work.dead_letter (
    id     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    job    uuid NOT NULL REFERENCES work.job ON DELETE CASCADE,
    shard  integer NOT NULL,
    tenant text NOT NULL,
    -- What was set aside; NULL for the shard itself.
    unit   text,
    reason text NOT NULL,
    at     timestamptz NOT NULL
);
CREATE INDEX ON work.dead_letter (job);

ALTER TABLE work.job ENABLE ROW LEVEL SECURITY;
ALTER TABLE work.job FORCE ROW LEVEL SECURITY;
ALTER TABLE work.shard ENABLE ROW LEVEL SECURITY;
ALTER TABLE work.shard FORCE ROW LEVEL SECURITY;
ALTER TABLE work.dead_letter ENABLE ROW LEVEL SECURITY;
ALTER TABLE work.dead_letter FORCE ROW LEVEL SECURITY;

CREATE POLICY the_product_works ON work.job
    USING (tenant = state.tenant() AND state.role() = 'SYSTEM');
CREATE POLICY it_looks ON work.job FOR SELECT
    USING (tenant = state.tenant() AND state.role() = 'IT_SECURITY');
CREATE POLICY the_product_works ON work.shard
    USING (tenant = state.tenant() AND state.role() = 'SYSTEM');
CREATE POLICY it_looks ON work.shard FOR SELECT
    USING (tenant = state.tenant() AND state.role() = 'IT_SECURITY');
CREATE POLICY the_product_works ON work.dead_letter
    USING (tenant = state.tenant() AND state.role() = 'SYSTEM');
CREATE POLICY it_looks ON work.dead_letter FOR SELECT
    USING (tenant = state.tenant() AND state.role() = 'IT_SECURITY');

-- The library's own two tables. It asks for every tenant's due work at once and knows no caller, so
-- they have no policy; they hold times, and ids of tenants and jobs, and nothing else.
CREATE TABLE work.shard_execution (
    task_name            text NOT NULL,
    task_instance        text NOT NULL,
    task_data            bytea,
    execution_time       timestamptz,
    picked               boolean NOT NULL,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures integer,
    last_heartbeat       timestamptz,
    version              bigint NOT NULL,
    priority             smallint,
    state                text,
    PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX ON work.shard_execution (execution_time);
CREATE INDEX ON work.shard_execution (last_heartbeat);

CREATE TABLE work.recurring_execution (LIKE work.shard_execution INCLUDING ALL);
