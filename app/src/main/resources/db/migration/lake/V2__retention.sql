-- How long a tenant's rows are kept; a tenant that has said nothing has no row. Null is for ever.
CREATE TABLE lake.retention (
    tenant text PRIMARY KEY,
    hot_days integer NOT NULL,
    event_days integer,
    usage_days integer
);
ALTER TABLE lake.retention ENABLE ROW LEVEL SECURITY;
ALTER TABLE lake.retention FORCE ROW LEVEL SECURITY;
CREATE POLICY the_tenants_own_work ON lake.retention
    USING (tenant = state.tenant() AND state.role() = 'SYSTEM');

-- Days before this one have lost their events, so that nothing may be worked out from them anew.
CREATE TABLE lake.dropped (
    tenant text PRIMARY KEY,
    events_from date NOT NULL
);
ALTER TABLE lake.dropped ENABLE ROW LEVEL SECURITY;
ALTER TABLE lake.dropped FORCE ROW LEVEL SECURITY;
CREATE POLICY the_tenants_own_work ON lake.dropped
    USING (tenant = state.tenant() AND state.role() = 'SYSTEM');
