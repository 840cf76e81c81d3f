-- No row of somebody who was erased, whoever read them before; it is left out, and what is written with it stays.
-- For the tables of people in every room; it stands here because this schema comes first. In PL/pgSQL, whose body is
-- looked up when it runs: the directory comes later.
CREATE FUNCTION state.leave_out_erased() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF directory.is_erased(NEW.person) THEN
    RETURN NULL;
  END IF;
  RETURN NEW;
END $$;
