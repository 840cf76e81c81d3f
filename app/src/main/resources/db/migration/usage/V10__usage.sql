-- How a tenant's administrators write the names of applications that no list knows. The lake holds
-- them in lower case; every spelling seen is kept, so that which one is shown does not depend on
-- which came first.
CREATE TABLE usage.spelling (
  tenant text NOT NULL,
  folded text NOT NULL,
  spelling text NOT NULL,
  PRIMARY KEY (tenant, folded, spelling)
);

ALTER TABLE usage.spelling ENABLE ROW LEVEL SECURITY;
ALTER TABLE usage.spelling FORCE ROW LEVEL SECURITY;
CREATE POLICY names_of_applications ON usage.spelling
  USING (tenant = state.tenant() AND state.role() IN ('SYSTEM', 'IT_SECURITY'));

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
