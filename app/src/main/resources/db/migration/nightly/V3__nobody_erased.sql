-- No row of somebody who was erased, whoever read them before; it is left out, and what is written with it stays.
-- In PL/pgSQL, whose body is looked up when it runs, so that the order in which rooms migrate does not matter.
CREATE FUNCTION nightly.leave_out_erased() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF directory.is_erased(NEW.person) THEN
    RETURN NULL;
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER leave_out_erased BEFORE INSERT OR UPDATE OF person ON nightly.chosen
  FOR EACH ROW WHEN (NEW.person IS NOT NULL) EXECUTE FUNCTION nightly.leave_out_erased();
