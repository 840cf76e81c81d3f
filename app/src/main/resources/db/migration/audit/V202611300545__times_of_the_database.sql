-- When something was done is the database's time and not what the client says: nobody writes of another year.
DROP FUNCTION audit.append(timestamptz, text, text, text);

-- As before; the time is taken once the chain is this writer's.
CREATE FUNCTION audit.append(action text, subject text, reason text)
RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  last audit.chain;
  spelled text := '';
  field text;
  hash bytea;
  at timestamptz;
BEGIN
  IF state.tenant() IS NULL OR state.role() IS NULL OR state.principal() IS NULL THEN
    RAISE EXCEPTION 'an audit entry needs a tenant, a role and a principal';
  END IF;
  INSERT INTO audit.chain AS c (tenant, entries, head)
    VALUES (state.tenant(), 0, decode(repeat('00', 32), 'hex'))
    ON CONFLICT (tenant) DO NOTHING;
  SELECT * INTO last FROM audit.chain c WHERE c.tenant = state.tenant() FOR UPDATE;
  at := clock_timestamp();
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

GRANT EXECUTE ON FUNCTION audit.append(text, text, text) TO orgscope_pages;
GRANT CREATE ON SCHEMA audit TO orgscope_definer;
ALTER FUNCTION audit.append(text, text, text) OWNER TO orgscope_definer;
REVOKE CREATE ON SCHEMA audit FROM orgscope_definer;
