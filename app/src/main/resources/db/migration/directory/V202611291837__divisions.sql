-- What stands above a department: in HR's own tree, by person, and in a list of the company's own.
ALTER TABLE directory.person ADD COLUMN division text;
ALTER TABLE directory.position ADD COLUMN division text;

CREATE TABLE directory.division (
  tenant text NOT NULL,
  department text NOT NULL,
  division text NOT NULL,
  PRIMARY KEY (tenant, department)
);
ALTER TABLE directory.division ENABLE ROW LEVEL SECURITY;
ALTER TABLE directory.division FORCE ROW LEVEL SECURITY;
CREATE POLICY machinery ON directory.division
  USING (tenant = state.tenant() AND state.role() IN ('SYSTEM', 'IT_SECURITY'));
