-- What somebody promised of a change, and since when which people have it. Nothing is changed or taken away: a
-- promise that could be moved after a look would prove nothing. No person stands here.
CREATE TABLE claim.claim (
  tenant text NOT NULL,
  number int NOT NULL,
  title text NOT NULL,
  recommendation text,
  -- canonical; none for all
  applications text[] NOT NULL,
  failures boolean NOT NULL,
  challenges boolean NOT NULL,
  among text NOT NULL,
  -- a role, never somebody's name
  owner text NOT NULL,
  registered_on date NOT NULL,
  promised jsonb NOT NULL,
  baseline jsonb,
  PRIMARY KEY (tenant, number),
  CHECK (failures OR challenges)
);

-- The newest line of a group of people holds; without a day they do not have it after all.
CREATE TABLE claim.change (
  tenant text NOT NULL,
  claim int NOT NULL,
  number bigint GENERATED ALWAYS AS IDENTITY,
  people text NOT NULL,
  since date,
  said_on date NOT NULL,
  PRIMARY KEY (tenant, claim, number)
);
REVOKE UPDATE, DELETE, TRUNCATE ON claim.claim, claim.change FROM orgscope_app;

ALTER TABLE claim.claim ENABLE ROW LEVEL SECURITY;
ALTER TABLE claim.claim FORCE ROW LEVEL SECURITY;
CREATE POLICY machinery ON claim.claim
  USING (tenant = state.tenant() AND state.role() IN ('SYSTEM', 'IT_SECURITY'));

ALTER TABLE claim.change ENABLE ROW LEVEL SECURITY;
ALTER TABLE claim.change FORCE ROW LEVEL SECURITY;
CREATE POLICY machinery ON claim.change
  USING (tenant = state.tenant() AND state.role() IN ('SYSTEM', 'IT_SECURITY'));
