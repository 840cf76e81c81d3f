-- The operator may give all tenants together another monthly budget than the one of the settings:
-- the row '*'.
CREATE POLICY the_product_limits_all ON llm.allowance
    USING (tenant = '*' AND state.role() = 'SYSTEM');
