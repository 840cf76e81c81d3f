-- Answers to writes of the API that brought an Idempotency-Key, so that the same request gets the same answer for a day.
-- Who asked and with which key stands here by a hash; the answer is sealed under the key, which is not here.
CREATE TABLE signin.kept_answer (
  tenant text NOT NULL,
  ask bytea NOT NULL CHECK (length(ask) = 32),
  request bytea NOT NULL CHECK (length(request) = 32),
  began_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  answer bytea,
  PRIMARY KEY (tenant, ask)
);
CREATE INDEX kept_answer_ends ON signin.kept_answer (tenant, ends_at);
ALTER TABLE signin.kept_answer ENABLE ROW LEVEL SECURITY;
ALTER TABLE signin.kept_answer FORCE ROW LEVEL SECURITY;
CREATE POLICY machinery ON signin.kept_answer
  USING (tenant = (SELECT state.tenant_as('SYSTEM')));
