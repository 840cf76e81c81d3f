-- Which applications IT marked as sensitive, so that no use of them is counted, or as not sensitive though their name reads
-- so. folded is the list's name of an application or the label in lower case.
CREATE TABLE usage.sensitive_mark (
  tenant text NOT NULL,
  folded text NOT NULL,
  label text NOT NULL,
  withheld boolean NOT NULL,
  marked_at timestamptz NOT NULL,
  PRIMARY KEY (tenant, folded)
);
ALTER TABLE usage.sensitive_mark ENABLE ROW LEVEL SECURITY;
ALTER TABLE usage.sensitive_mark FORCE ROW LEVEL SECURITY;
CREATE POLICY names_of_applications ON usage.sensitive_mark
  USING (tenant = (SELECT state.tenant_as('SYSTEM', 'IT_SECURITY')));
REVOKE DELETE, TRUNCATE ON usage.sensitive_mark FROM orgscope_app;
