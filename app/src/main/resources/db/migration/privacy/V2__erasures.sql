-- People who are to be forgotten, and how far that is.
CREATE TABLE privacy.erasure (
  tenant text NOT NULL,
  id uuid NOT NULL,
  person uuid NOT NULL,
  asked_by text NOT NULL,
  asked_at timestamptz NOT NULL,
  ended_at timestamptz,
  PRIMARY KEY (tenant, id),
  UNIQUE (tenant, person)
);

-- What was forgotten where; a place that was searched and had nothing has a line too.
CREATE TABLE privacy.erased_rows (
  tenant text NOT NULL,
  erasure uuid NOT NULL,
  place text NOT NULL,
  rows bigint NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant, erasure, place)
);

ALTER TABLE privacy.erasure ENABLE ROW LEVEL SECURITY;
ALTER TABLE privacy.erasure FORCE ROW LEVEL SECURITY;
CREATE POLICY machinery ON privacy.erasure
  USING (tenant = state.tenant() AND state.role() IN ('SYSTEM', 'IT_SECURITY'));
ALTER TABLE privacy.erased_rows ENABLE ROW LEVEL SECURITY;
ALTER TABLE privacy.erased_rows FORCE ROW LEVEL SECURITY;
CREATE POLICY machinery ON privacy.erased_rows
  USING (tenant = state.tenant() AND state.role() IN ('SYSTEM', 'IT_SECURITY'));
