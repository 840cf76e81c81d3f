-- What is paid for by the seat, who was given one, and what sign-ins can show of an application.
CREATE TABLE licence.contract (
  tenant text NOT NULL,
  application text NOT NULL,
  tier text NOT NULL,
  seats integer NOT NULL CHECK (seats >= 0),
  seat_price numeric(14, 4) NOT NULL CHECK (seat_price >= 0),
  currency text NOT NULL,
  renewal date,
  notice_days integer NOT NULL CHECK (notice_days >= 0),
  renews_by_itself boolean NOT NULL,
  -- may be somebody's name, and so is sealed
  owner bytea,
  PRIMARY KEY (tenant, application, tier)
);

CREATE TABLE licence.seat (
  tenant text NOT NULL,
  application text NOT NULL,
  tier text NOT NULL,
  person uuid NOT NULL,
  since date,
  PRIMARY KEY (tenant, application, tier, person)
);
CREATE INDEX seat_of_person ON licence.seat (tenant, person);

-- Applications whose seats were told, also where nobody of the directory has one.
CREATE TABLE licence.assignment (
  tenant text NOT NULL,
  application text NOT NULL,
  tier text NOT NULL,
  strangers integer NOT NULL CHECK (strangers >= 0),
  PRIMARY KEY (tenant, application, tier)
);

CREATE TABLE licence.visibility (
  tenant text NOT NULL,
  application text NOT NULL,
  shows text NOT NULL,
  -- days; whoever was away for longer uses it no more
  silence integer CHECK (silence >= 0),
  PRIMARY KEY (tenant, application)
);

CREATE TABLE licence.rate (
  tenant text NOT NULL,
  currency text NOT NULL,
  usd numeric(18, 8) NOT NULL CHECK (usd > 0),
  day date NOT NULL,
  source text NOT NULL,
  PRIMARY KEY (tenant, currency)
);

ALTER TABLE licence.contract ENABLE ROW LEVEL SECURITY;
ALTER TABLE licence.contract FORCE ROW LEVEL SECURITY;
CREATE POLICY machinery ON licence.contract
  USING (tenant = state.tenant() AND state.role() IN ('SYSTEM', 'IT_SECURITY'));

ALTER TABLE licence.seat ENABLE ROW LEVEL SECURITY;
ALTER TABLE licence.seat FORCE ROW LEVEL SECURITY;
CREATE POLICY machinery ON licence.seat
  USING (tenant = state.tenant() AND state.role() IN ('SYSTEM', 'IT_SECURITY'));

ALTER TABLE licence.assignment ENABLE ROW LEVEL SECURITY;
ALTER TABLE licence.assignment FORCE ROW LEVEL SECURITY;
CREATE POLICY machinery ON licence.assignment
  USING (tenant = state.tenant() AND state.role() IN ('SYSTEM', 'IT_SECURITY'));

ALTER TABLE licence.visibility ENABLE ROW LEVEL SECURITY;
ALTER TABLE licence.visibility FORCE ROW LEVEL SECURITY;
CREATE POLICY machinery ON licence.visibility
  USING (tenant = state.tenant() AND state.role() IN ('SYSTEM', 'IT_SECURITY'));

ALTER TABLE licence.rate ENABLE ROW LEVEL SECURITY;
ALTER TABLE licence.rate FORCE ROW LEVEL SECURITY;
CREATE POLICY machinery ON licence.rate
  USING (tenant = state.tenant() AND state.role() IN ('SYSTEM', 'IT_SECURITY'));
