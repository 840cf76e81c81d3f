-- Every call to a provider and every answer from the cache: trace and ledger line in one. What a
-- call may cost at most stands in cost_nano before it is made, so a call whose process died has
-- cost that.
CREATE TABLE llm.call (
    id                   uuid PRIMARY KEY,
    trace                uuid NOT NULL,
    tenant               text NOT NULL,
    at                   timestamptz NOT NULL,
    agent                text NOT NULL,
    purpose              text NOT NULL,
    prompt_version       text NOT NULL,
    subject              text,
    provider             text NOT NULL,
    model                text NOT NULL,
    temperature          double precision,
    max_tokens           integer NOT NULL,
    request              bytea NOT NULL,
    state                text NOT NULL
        CHECK (state IN ('IN_FLIGHT', 'ANSWERED', 'CACHED', 'REFUSED', 'FAILED')),
    fault                text,
    detail               text NOT NULL DEFAULT '',
    input_tokens         bigint NOT NULL DEFAULT 0,
    cache_read_tokens    bigint NOT NULL DEFAULT 0,
    cache_written_tokens bigint NOT NULL DEFAULT 0,
    output_tokens        bigint NOT NULL DEFAULT 0,
    reserved_nano        bigint NOT NULL CHECK (reserved_nano >= 0),
    cost_nano            bigint NOT NULL CHECK (cost_nano BETWEEN 0 AND reserved_nano),
    -- What the same answer cost when it was bought.
    saved_nano           bigint NOT NULL DEFAULT 0,
    latency_micros       bigint NOT NULL DEFAULT 0,
    prompt               text NOT NULL,
    answer               text,
    -- Of a question of a batch: the how many-th it is, and the most tokens its prompt may have.
    batch_nth            integer,
    most_prompt          integer,
    -- Whether it collects an answer that was bought in a batch.
    collects             boolean NOT NULL DEFAULT false,
    -- Which of llm.system_text its prompt begins with.
    system_hash          bytea
);
CREATE INDEX ON llm.call (tenant, at);
CREATE INDEX ON llm.call (tenant, trace);

-- What is spent or reserved, per month, and of it today. The row '*' is everybody's.
CREATE TABLE llm.spend (
    tenant         text NOT NULL,
    month          date NOT NULL,
    committed_nano bigint NOT NULL CHECK (committed_nano >= 0),
    today          date NOT NULL,
    today_nano     bigint NOT NULL CHECK (today_nano >= 0),
    PRIMARY KEY (tenant, month)
);

-- A tenant's own monthly budget, where it is not the one of the settings.
CREATE TABLE llm.allowance (
    tenant     text PRIMARY KEY,
    month_nano bigint NOT NULL CHECK (month_nano >= 0)
);

CREATE TABLE llm.alert (
    tenant  text NOT NULL,
    month   date NOT NULL,
    percent integer NOT NULL,
    at      timestamptz NOT NULL,
    PRIMARY KEY (tenant, month, percent)
);

-- While a tenant's row is here, or the row '*', no call is made and those in flight end.
CREATE TABLE llm.kill_switch (
    tenant text PRIMARY KEY,
    pulled_by text NOT NULL,
    reason text NOT NULL,
    at     timestamptz NOT NULL
);

CREATE TABLE llm.answer (
    tenant               text NOT NULL,
    request              bytea NOT NULL,
    answer               text NOT NULL,
    input_tokens         bigint NOT NULL,
    cache_read_tokens    bigint NOT NULL,
    cache_written_tokens bigint NOT NULL,
    output_tokens        bigint NOT NULL,
    cost_nano            bigint NOT NULL,
    at                   timestamptz NOT NULL,
    -- An answer that was bought in a batch is collected by the question it was bought for; only the
    -- questions after it are hits of the cache.
    uncollected          boolean NOT NULL DEFAULT false,
    PRIMARY KEY (tenant, request)
);

ALTER TABLE llm.call ENABLE ROW LEVEL SECURITY;
ALTER TABLE llm.call FORCE ROW LEVEL SECURITY;
ALTER TABLE llm.spend ENABLE ROW LEVEL SECURITY;
ALTER TABLE llm.spend FORCE ROW LEVEL SECURITY;
ALTER TABLE llm.allowance ENABLE ROW LEVEL SECURITY;
ALTER TABLE llm.allowance FORCE ROW LEVEL SECURITY;
ALTER TABLE llm.alert ENABLE ROW LEVEL SECURITY;
ALTER TABLE llm.alert FORCE ROW LEVEL SECURITY;
ALTER TABLE llm.kill_switch ENABLE ROW LEVEL SECURITY;
ALTER TABLE llm.kill_switch FORCE ROW LEVEL SECURITY;
ALTER TABLE llm.answer ENABLE ROW LEVEL SECURITY;
ALTER TABLE llm.answer FORCE ROW LEVEL SECURITY;

CREATE POLICY the_product_calls ON llm.call
    USING (tenant = state.tenant() AND state.role() = 'SYSTEM');
CREATE POLICY it_looks ON llm.call FOR SELECT
    USING (tenant = state.tenant() AND state.role() = 'IT_SECURITY');
-- The tenant's own row and the one of all together, which says nothing about another tenant.
CREATE POLICY the_product_spends ON llm.spend
    USING ((tenant = state.tenant() OR tenant = '*') AND state.role() = 'SYSTEM');
CREATE POLICY it_looks ON llm.spend FOR SELECT
    USING (tenant = state.tenant() AND state.role() = 'IT_SECURITY');
CREATE POLICY the_product_reads ON llm.allowance FOR SELECT
    USING (tenant = state.tenant() AND state.role() = 'SYSTEM');
CREATE POLICY it_sets ON llm.allowance
    USING (tenant = state.tenant() AND state.role() = 'IT_SECURITY');
-- The operator may give all tenants together another monthly budget than the one of the settings:
-- the row '*'.
CREATE POLICY the_product_limits_all ON llm.allowance
    USING (tenant = '*' AND state.role() = 'SYSTEM');
CREATE POLICY the_product_alerts ON llm.alert
    USING ((tenant = state.tenant() OR tenant = '*') AND state.role() = 'SYSTEM');
CREATE POLICY it_looks ON llm.alert FOR SELECT
    USING (tenant = state.tenant() AND state.role() = 'IT_SECURITY');
-- The product watches everybody's switches at once.
CREATE POLICY the_product_stops ON llm.kill_switch
    USING (state.role() = 'SYSTEM');
CREATE POLICY it_stops ON llm.kill_switch
    USING (tenant = state.tenant() AND state.role() = 'IT_SECURITY');
CREATE POLICY the_product_remembers ON llm.answer
    USING (tenant = state.tenant() AND state.role() = 'SYSTEM');

REVOKE DELETE, TRUNCATE ON llm.spend, llm.alert FROM orgscope_app;

-- Questions that are handed over together. Each is a row of llm.call, whose trace is the batch; it
-- is written and paid for before the batch is sent, so that a crash neither sends nor pays twice.
CREATE TABLE llm.batch (
    id           uuid PRIMARY KEY,
    tenant       text NOT NULL,
    key          text NOT NULL,
    part         integer NOT NULL,
    provider     text NOT NULL,
    model        text NOT NULL,
    schema       text NOT NULL,
    state        text NOT NULL
        CHECK (state IN ('STORED', 'SENDING', 'RUNNING', 'ENDED', 'DELETED', 'UNSENT')),
    provider_id  text,
    at           timestamptz NOT NULL,
    sent_at      timestamptz,
    cancel_asked boolean NOT NULL DEFAULT false,
    looks        integer NOT NULL DEFAULT 0,
    detail       text NOT NULL DEFAULT '',
    UNIQUE (tenant, key, part)
);

ALTER TABLE llm.batch ENABLE ROW LEVEL SECURITY;
ALTER TABLE llm.batch FORCE ROW LEVEL SECURITY;

-- The product looks after everybody's batches at once.
CREATE POLICY the_product_batches ON llm.batch
    USING (state.role() = 'SYSTEM');
CREATE POLICY it_looks ON llm.batch FOR SELECT
    USING (tenant = state.tenant() AND state.role() = 'IT_SECURITY');

-- The part of a prompt that many questions share, kept once for each wording; a call names its own by
-- SHA-256. With it the whole prompt of a call can be shown.
CREATE TABLE llm.system_text (
    tenant text NOT NULL,
    hash   bytea NOT NULL,
    text   text NOT NULL,
    PRIMARY KEY (tenant, hash)
);

REVOKE UPDATE, DELETE, TRUNCATE ON llm.system_text FROM orgscope_app;

ALTER TABLE llm.system_text ENABLE ROW LEVEL SECURITY;
ALTER TABLE llm.system_text FORCE ROW LEVEL SECURITY;
CREATE POLICY the_product_asks ON llm.system_text
    USING (tenant = state.tenant() AND state.role() = 'SYSTEM');
CREATE POLICY it_looks ON llm.system_text FOR SELECT
    USING (tenant = state.tenant() AND state.role() = 'IT_SECURITY');
