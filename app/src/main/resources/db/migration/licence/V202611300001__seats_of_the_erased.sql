-- No row of somebody who was erased: see state.
CREATE TRIGGER leave_out_erased BEFORE INSERT OR UPDATE OF person ON licence.seat
  FOR EACH ROW WHEN (NEW.person IS NOT NULL) EXECUTE FUNCTION state.leave_out_erased();
