-- Whether the demo made this company up: only such a one may be entered without a password. It is
-- said when the company is made and never again.
ALTER TABLE directory.tenant ADD COLUMN made_by_demo boolean NOT NULL DEFAULT false;
CREATE FUNCTION directory.stays_what_it_is() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a company does not become a demo, nor a demo a company';
END $$;
CREATE TRIGGER stays_what_it_is BEFORE UPDATE ON directory.tenant FOR EACH ROW
  WHEN (NEW.made_by_demo IS DISTINCT FROM OLD.made_by_demo)
  EXECUTE FUNCTION directory.stays_what_it_is();
