-- Which files the operators' log in the home has: what is changed or taken away there is noticed.
-- It is everybody's: the tenant is '*'.
CREATE TABLE access.operator_entry (
  tenant text NOT NULL,
  number int NOT NULL,
  digest text NOT NULL,
  PRIMARY KEY (tenant, number)
);
ALTER TABLE access.operator_entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE access.operator_entry FORCE ROW LEVEL SECURITY;
CREATE POLICY the_product_reads ON access.operator_entry FOR SELECT
  USING (tenant = '*' AND state.role() = 'SYSTEM');
CREATE POLICY the_product_adds ON access.operator_entry FOR INSERT
  WITH CHECK (tenant = '*' AND state.role() = 'SYSTEM');
REVOKE UPDATE, DELETE, TRUNCATE ON access.operator_entry FROM orgscope_app;
