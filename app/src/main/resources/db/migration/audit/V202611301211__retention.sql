-- Entries go when they are old enough, whole blocks of them from the beginning on. Where the log begins then, a file
-- outside the database says, signed; nobody but the function below takes anything away.
CREATE FUNCTION audit.refuse_but_of_age() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  -- Nobody signs in as that role: its functions alone run as it.
  IF TG_OP = 'DELETE' AND current_user = 'orgscope_definer' THEN
    RETURN NULL;
  END IF;
  RAISE EXCEPTION 'the audit log only grows: % is refused', TG_OP;
END
$$;
DROP TRIGGER only_grows ON audit.entry;
DROP TRIGGER only_grows ON audit.block;
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.entry
  FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_but_of_age();
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.block
  FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_but_of_age();
CREATE POLICY of_age ON audit.entry FOR DELETE TO orgscope_definer
  USING (tenant = (SELECT state.tenant_as('SYSTEM')));
GRANT DELETE ON audit.entry, audit.block TO orgscope_definer;

-- Takes away the entries of the caller's tenant up to the end of a block, and those of before there were blocks.
-- Whatever is asked for: an entry that is not a year old stays, and so does the last block.
CREATE FUNCTION audit.remove_until(last_block bigint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  ours text := state.tenant_as('SYSTEM');
  ends audit.chain;
  gone bigint;
  more bigint;
BEGIN
  IF ours IS NULL THEN
    RAISE EXCEPTION 'old entries are removed by the product itself';
  END IF;
  SELECT * INTO ends FROM audit.chain c WHERE c.tenant = ours FOR UPDATE;
  IF NOT FOUND OR last_block >= ends.blocks THEN
    RAISE EXCEPTION 'the last block of a log stays';
  END IF;
  IF EXISTS (SELECT FROM audit.block b, unnest(b.entries) AS n (number), audit.entry e
      WHERE b.tenant = ours AND b.number <= last_block AND e.tenant = ours AND e.number = n.number
        AND e.at > clock_timestamp() - interval '1 year')
    OR EXISTS (SELECT FROM audit.entry e WHERE e.tenant = ours AND e.number <= ends.chained
      AND e.at > clock_timestamp() - interval '1 year') THEN
    RAISE EXCEPTION 'an entry of the audit log stays for a year at least';
  END IF;
  DELETE FROM audit.entry e WHERE e.tenant = ours AND e.number IN (SELECT unnest(b.entries) FROM audit.block b
    WHERE b.tenant = ours AND b.number <= last_block);
  GET DIAGNOSTICS gone = ROW_COUNT;
  DELETE FROM audit.entry e WHERE e.tenant = ours AND e.number <= ends.chained;
  GET DIAGNOSTICS more = ROW_COUNT;
  DELETE FROM audit.block b WHERE b.tenant = ours AND b.number <= last_block;
  RETURN gone + more;
END
$$;
REVOKE ALL ON FUNCTION audit.remove_until(bigint) FROM PUBLIC;
REVOKE ALL ON FUNCTION audit.remove_until(bigint) FROM orgscope_pages;
GRANT EXECUTE ON FUNCTION audit.remove_until(bigint) TO orgscope_app;
GRANT CREATE ON SCHEMA audit TO orgscope_definer;
ALTER FUNCTION audit.remove_until(bigint) OWNER TO orgscope_definer;
REVOKE CREATE ON SCHEMA audit FROM orgscope_definer;
