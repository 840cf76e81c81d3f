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

ALTER TABLE llm.call ADD COLUMN batch_nth integer, ADD COLUMN most_prompt integer;

ALTER TABLE llm.batch ENABLE ROW LEVEL SECURITY;
ALTER TABLE llm.batch FORCE ROW LEVEL SECURITY;

-- The product looks after everybody's batches at once.
CREATE POLICY the_product_batches ON llm.batch
    USING (state.role() = 'SYSTEM');
CREATE POLICY it_looks ON llm.batch FOR SELECT
    USING (tenant = state.tenant() AND state.role() = 'IT_SECURITY');
