-- Files of people that somebody of IT sent by a page or a program, sealed under the company's key, for a day at most. The
-- login of pages adds one and never reads it again; a worker opens it, says what it would do, and takes it away.
CREATE TABLE nightly.people_file (
  tenant text NOT NULL,
  id uuid NOT NULL,
  principal text NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  size integer NOT NULL CHECK (size BETWEEN 1 AND 33554432),
  sealed bytea NOT NULL CHECK (length(sealed) <= 33554432 + 100),
  -- Of what it would write; and that in words, sealed as well, since reasons quote the file.
  digest text,
  preview bytea,
  PRIMARY KEY (tenant, id)
);
CREATE INDEX ON nightly.people_file (tenant, at);
ALTER TABLE nightly.people_file ALTER COLUMN sealed SET STORAGE EXTERNAL;
ALTER TABLE nightly.people_file ENABLE ROW LEVEL SECURITY;
ALTER TABLE nightly.people_file FORCE ROW LEVEL SECURITY;
CREATE POLICY it_sends ON nightly.people_file FOR INSERT
  WITH CHECK (tenant = (SELECT state.tenant_as('IT_SECURITY')) AND principal = (SELECT state.principal()));
CREATE POLICY it_looks ON nightly.people_file FOR SELECT
  USING (tenant = (SELECT state.tenant_as('IT_SECURITY')) AND at > now() - interval '1 day');
CREATE POLICY the_product_looks ON nightly.people_file FOR SELECT USING (tenant = (SELECT state.tenant_as('SYSTEM')));
CREATE POLICY the_product_previews ON nightly.people_file FOR UPDATE
  USING (tenant = (SELECT state.tenant_as('SYSTEM')));
CREATE POLICY the_product_forgets ON nightly.people_file FOR DELETE USING (tenant = (SELECT state.tenant_as('SYSTEM')));
