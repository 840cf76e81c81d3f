-- Who looked at what, when, and why they were allowed. It only grows.
CREATE TABLE audit.entry (
  tenant text NOT NULL,
  number bigint NOT NULL CHECK (number > 0),
  at timestamptz NOT NULL,
  principal text NOT NULL,
  role text NOT NULL,
  action text NOT NULL,
  subject text NOT NULL,
  reason text NOT NULL,
  previous bytea NOT NULL CHECK (length(previous) = 32),
  hash bytea NOT NULL CHECK (length(hash) = 32),
  PRIMARY KEY (tenant, number)
);

-- Where each tenant's chain ends. Its row is the lock that makes a tenant's writers queue, and what
-- tells that the last entries were cut off.
CREATE TABLE audit.chain (
  tenant text PRIMARY KEY,
  entries bigint NOT NULL,
  head bytea NOT NULL
);

ALTER TABLE audit.entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit.entry FORCE ROW LEVEL SECURITY;
ALTER TABLE audit.chain ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit.chain FORCE ROW LEVEL SECURITY;
CREATE POLICY readable ON audit.entry FOR SELECT
  USING (tenant = state.tenant() AND state.role() IN ('SYSTEM', 'IT_SECURITY'));
CREATE POLICY readable ON audit.chain FOR SELECT
  USING (tenant = state.tenant() AND state.role() IN ('SYSTEM', 'IT_SECURITY', 'AUDITOR'));
-- Only the function below writes, as a role that may do just this, and only to the chain of the caller's tenant.
CREATE POLICY written ON audit.entry FOR INSERT TO orgscope_definer
  WITH CHECK (tenant = state.tenant());
CREATE POLICY written ON audit.chain TO orgscope_definer
  USING (tenant = state.tenant());

-- Adds one entry. Who and in which role is what the session says, not what the caller claims. The
-- hash covers every field, each with its length in front, so that no two entries spell alike.
CREATE FUNCTION audit.append(at timestamptz, action text, subject text, reason text)
RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  last audit.chain;
  spelled text := '';
  field text;
  hash bytea;
BEGIN
  IF state.tenant() IS NULL OR state.role() IS NULL OR state.principal() IS NULL THEN
    RAISE EXCEPTION 'an audit entry needs a tenant, a role and a principal';
  END IF;
  INSERT INTO audit.chain AS c (tenant, entries, head)
    VALUES (state.tenant(), 0, decode(repeat('00', 32), 'hex'))
    ON CONFLICT (tenant) DO NOTHING;
  SELECT * INTO last FROM audit.chain c WHERE c.tenant = state.tenant() FOR UPDATE;
  FOREACH field IN ARRAY ARRAY[state.tenant(), (last.entries + 1)::text,
    (extract(epoch FROM at) * 1000000)::bigint::text, state.principal(), state.role(),
    action, subject, reason]
  LOOP
    spelled := spelled || octet_length(field) || ':' || field || ',';
  END LOOP;
  hash := sha256(last.head || convert_to(spelled, 'UTF8'));
  INSERT INTO audit.entry (tenant, number, at, principal, role, action, subject, reason,
      previous, hash)
    VALUES (state.tenant(), last.entries + 1, at, state.principal(), state.role(), action, subject,
      reason, last.head, hash);
  UPDATE audit.chain c SET entries = last.entries + 1, head = hash
    WHERE c.tenant = state.tenant();
  RETURN last.entries + 1;
END
$$;

-- The belt: not even the owner changes an entry by mistake.
CREATE FUNCTION audit.refuse() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RAISE EXCEPTION 'the audit log only grows: % is refused', TG_OP;
END
$$;
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.entry
  FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();
CREATE TRIGGER never_ends BEFORE DELETE OR TRUNCATE ON audit.chain
  FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();

REVOKE ALL ON audit.entry, audit.chain FROM orgscope_app;
GRANT SELECT ON audit.entry, audit.chain TO orgscope_app;
GRANT INSERT ON audit.entry TO orgscope_definer;
GRANT SELECT, INSERT, UPDATE ON audit.chain TO orgscope_definer;

-- PostgreSQL gives a function only to a role that could make it there.
GRANT USAGE, CREATE ON SCHEMA audit TO orgscope_definer;
ALTER FUNCTION audit.append OWNER TO orgscope_definer;
REVOKE CREATE ON SCHEMA audit FROM orgscope_definer;
