-- From which files of app_usage_daily a month was summed up, so that it is done again when they
-- change and not otherwise. Without the row it is done once more, which changes nothing.
CREATE TABLE usage.summed_month (
    tenant text NOT NULL,
    month date NOT NULL,
    source text NOT NULL,
    PRIMARY KEY (tenant, month)
);
ALTER TABLE usage.summed_month ENABLE ROW LEVEL SECURITY;
ALTER TABLE usage.summed_month FORCE ROW LEVEL SECURITY;
CREATE POLICY the_tenants_own_work ON usage.summed_month
    USING (tenant = state.tenant() AND state.role() = 'SYSTEM');
