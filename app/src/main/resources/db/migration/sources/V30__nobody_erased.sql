-- No row of somebody who was erased, whoever read them before; it is left out, and what is written with it stays.
-- In PL/pgSQL, whose body is looked up when it runs, so that the order in which rooms migrate does not matter.
CREATE FUNCTION sources.leave_out_erased() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF directory.is_erased(NEW.person) THEN
    RETURN NULL;
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER leave_out_erased BEFORE INSERT OR UPDATE OF person ON sources.scim_user
  FOR EACH ROW WHEN (NEW.person IS NOT NULL) EXECUTE FUNCTION sources.leave_out_erased();
