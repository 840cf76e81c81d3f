-- Iceberg's JDBC catalog, as Iceberg 1.12 would create it in its schema version 1. The application's
-- role cannot create tables, so they are created here. Its rows name tables and no tenant: the
-- product itself may touch them and no caller may.
CREATE TABLE lake.iceberg_tables (
    catalog_name varchar(255) NOT NULL,
    table_namespace varchar(255) NOT NULL,
    table_name varchar(255) NOT NULL,
    metadata_location varchar(1000),
    previous_metadata_location varchar(1000),
    iceberg_type varchar(5),
    PRIMARY KEY (catalog_name, table_namespace, table_name)
);
ALTER TABLE lake.iceberg_tables ENABLE ROW LEVEL SECURITY;
ALTER TABLE lake.iceberg_tables FORCE ROW LEVEL SECURITY;
CREATE POLICY the_product_itself ON lake.iceberg_tables USING (state.role() = 'SYSTEM');

CREATE TABLE lake.iceberg_namespace_properties (
    catalog_name varchar(255) NOT NULL,
    namespace varchar(255) NOT NULL,
    property_key varchar(255) NOT NULL,
    property_value varchar(1000),
    PRIMARY KEY (catalog_name, namespace, property_key)
);
ALTER TABLE lake.iceberg_namespace_properties ENABLE ROW LEVEL SECURITY;
ALTER TABLE lake.iceberg_namespace_properties FORCE ROW LEVEL SECURITY;
CREATE POLICY the_product_itself ON lake.iceberg_namespace_properties
    USING (state.role() = 'SYSTEM');

-- Days with events that app_usage_daily may not know yet. A new mark takes the place of the old, so
-- that whoever clears the old one leaves the new one standing.
CREATE TABLE lake.due_day (
    tenant text NOT NULL,
    day date NOT NULL,
    mark uuid NOT NULL DEFAULT gen_random_uuid(),
    PRIMARY KEY (tenant, day)
);
ALTER TABLE lake.due_day ENABLE ROW LEVEL SECURITY;
ALTER TABLE lake.due_day FORCE ROW LEVEL SECURITY;
CREATE POLICY the_tenants_own_work ON lake.due_day
    USING (tenant = state.tenant() AND state.role() = 'SYSTEM');

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
