-- No row of somebody who was erased: see state.
CREATE TRIGGER leave_out_erased BEFORE INSERT OR UPDATE OF person ON insight.recommendation
  FOR EACH ROW WHEN (NEW.person IS NOT NULL) EXECUTE FUNCTION state.leave_out_erased();
CREATE TRIGGER leave_out_erased BEFORE INSERT OR UPDATE OF person ON insight.recommendation_decision
  FOR EACH ROW WHEN (NEW.person IS NOT NULL) EXECUTE FUNCTION state.leave_out_erased();
CREATE TRIGGER leave_out_erased BEFORE INSERT OR UPDATE OF person ON insight.recommendation_note
  FOR EACH ROW WHEN (NEW.person IS NOT NULL) EXECUTE FUNCTION state.leave_out_erased();
