-- Bodies that others are packed by.
CREATE TABLE egress.dictionary (
  tenant text NOT NULL,
  number bigint GENERATED ALWAYS AS IDENTITY,
  channel text NOT NULL,
  size integer NOT NULL,
  body bytea NOT NULL,
  made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (tenant, number)
);
ALTER TABLE egress.dictionary ALTER COLUMN body SET STORAGE EXTERNAL;

-- What leaves for somebody outside, written down before it does, packed. It holds no person by their name, and nobody
-- changes it; what is too old goes.
CREATE TABLE egress.sent (
  tenant text NOT NULL,
  number bigint GENERATED ALWAYS AS IDENTITY,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  channel text NOT NULL CHECK (channel IN ('MODEL', 'AUDIT', 'COLLECTOR')),
  recipient text NOT NULL CHECK (length(recipient) <= 1000),
  size integer NOT NULL CHECK (size >= 0),
  digest bytea NOT NULL CHECK (length(digest) = 32),
  -- Which of egress.dictionary opens the body; null if none is needed.
  dictionary bigint,
  body bytea NOT NULL,
  PRIMARY KEY (tenant, number),
  FOREIGN KEY (tenant, dictionary) REFERENCES egress.dictionary (tenant, number)
);
CREATE INDEX ON egress.sent (tenant, at);
ALTER TABLE egress.sent ALTER COLUMN body SET STORAGE EXTERNAL;

ALTER TABLE egress.sent ENABLE ROW LEVEL SECURITY;
ALTER TABLE egress.sent FORCE ROW LEVEL SECURITY;
ALTER TABLE egress.dictionary ENABLE ROW LEVEL SECURITY;
ALTER TABLE egress.dictionary FORCE ROW LEVEL SECURITY;
CREATE POLICY the_product_sends ON egress.sent FOR INSERT WITH CHECK (tenant = (SELECT state.tenant_as('SYSTEM')));
CREATE POLICY it_looks ON egress.sent FOR SELECT USING (tenant = (SELECT state.tenant_as('SYSTEM', 'IT_SECURITY')));
CREATE POLICY the_product_forgets ON egress.sent FOR DELETE USING (tenant = (SELECT state.tenant_as('SYSTEM')));
CREATE POLICY the_product_packs ON egress.dictionary FOR INSERT WITH CHECK (tenant = (SELECT state.tenant_as('SYSTEM')));
CREATE POLICY it_looks ON egress.dictionary FOR SELECT
  USING (tenant = (SELECT state.tenant_as('SYSTEM', 'IT_SECURITY')));
CREATE POLICY the_product_forgets ON egress.dictionary FOR DELETE USING (tenant = (SELECT state.tenant_as('SYSTEM')));
