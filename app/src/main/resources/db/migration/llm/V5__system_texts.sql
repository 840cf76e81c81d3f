-- The part of a prompt that many questions share, kept once for each wording; a call names its own by
-- SHA-256. With it the whole prompt of a call can be shown.
CREATE TABLE llm.system_text (
    tenant text NOT NULL,
    hash   bytea NOT NULL,
    text   text NOT NULL,
    PRIMARY KEY (tenant, hash)
);
ALTER TABLE llm.call ADD COLUMN system_hash bytea;

REVOKE UPDATE, DELETE, TRUNCATE ON llm.system_text FROM orgscope_app;

ALTER TABLE llm.system_text ENABLE ROW LEVEL SECURITY;
ALTER TABLE llm.system_text FORCE ROW LEVEL SECURITY;
CREATE POLICY the_product_asks ON llm.system_text
    USING (tenant = state.tenant() AND state.role() = 'SYSTEM');
CREATE POLICY it_looks ON llm.system_text FOR SELECT
    USING (tenant = state.tenant() AND state.role() = 'IT_SECURITY');
