-- What a person took back: each act names the run to which it went, and the publications that it withdrew or let hold
-- again. A line of the second table that ends never is in force. Acts are only added.
CREATE TABLE category.rollback (
  tenant text NOT NULL,
  number bigint GENERATED ALWAYS AS IDENTITY,
  -- Null where an act undoes the one before it.
  run text,
  undoes bigint,
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant, number),
  CHECK ((run IS NULL) <> (undoes IS NULL))
);

CREATE TABLE category.withdrawn (
  tenant text NOT NULL,
  run text NOT NULL,
  by_act bigint NOT NULL,
  since timestamptz NOT NULL,
  ended_by bigint,
  until timestamptz NOT NULL CHECK (until >= since),
  PRIMARY KEY (tenant, run, by_act),
  CHECK ((ended_by IS NULL) = (until = 'infinity'))
);
CREATE UNIQUE INDEX withdrawn_once ON category.withdrawn (tenant, run) WHERE until = 'infinity';

ALTER TABLE category.rollback ENABLE ROW LEVEL SECURITY;
ALTER TABLE category.rollback FORCE ROW LEVEL SECURITY;
CREATE POLICY operations ON category.rollback FOR SELECT
  USING (tenant = (SELECT state.tenant_as('SYSTEM', 'IT_SECURITY')));
CREATE POLICY taken ON category.rollback FOR INSERT
  WITH CHECK (tenant = (SELECT state.tenant_as('SYSTEM')));

ALTER TABLE category.withdrawn ENABLE ROW LEVEL SECURITY;
ALTER TABLE category.withdrawn FORCE ROW LEVEL SECURITY;
-- As publications are: whoever reads an answer has to know whether it stands.
CREATE POLICY named ON category.withdrawn FOR SELECT
  USING (tenant = (SELECT state.tenant()) AND (SELECT state.role()) IS NOT NULL);
CREATE POLICY taken ON category.withdrawn FOR INSERT
  WITH CHECK (tenant = (SELECT state.tenant_as('SYSTEM')));
CREATE POLICY ended ON category.withdrawn FOR UPDATE
  USING (tenant = (SELECT state.tenant_as('SYSTEM')) AND until = 'infinity')
  WITH CHECK (tenant = (SELECT state.tenant_as('SYSTEM')));
