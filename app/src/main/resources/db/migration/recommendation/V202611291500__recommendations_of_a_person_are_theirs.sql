-- What is recommended to one person is shown to that person alone; IT/Security sees kinds of work, and a manager the
-- group that reports to them. person is whom a row is shown to alone: whom it is about or, with team, whose reports.
ALTER TABLE recommendation.recommendation ADD COLUMN team boolean NOT NULL DEFAULT false,
  ADD CHECK (NOT team OR person IS NOT NULL);
ALTER TABLE recommendation.decision ADD COLUMN team boolean NOT NULL DEFAULT false,
  ADD CHECK (NOT team OR person IS NOT NULL);
ALTER TABLE recommendation.note ADD COLUMN team boolean NOT NULL DEFAULT false,
  ADD CHECK (NOT team OR person IS NOT NULL);

DROP POLICY everybody ON recommendation.recommendation;
DROP POLICY reports_and_self ON recommendation.recommendation;
CREATE POLICY product ON recommendation.recommendation FOR SELECT
  USING (tenant = state.tenant() AND state.role() = 'SYSTEM');
CREATE POLICY groups ON recommendation.recommendation FOR SELECT
  USING (tenant = state.tenant() AND state.role() = 'IT_SECURITY' AND person IS NULL);
CREATE POLICY own ON recommendation.recommendation FOR SELECT
  USING (tenant = state.tenant() AND person = state.person()
    AND (state.role() = 'MANAGER' OR (state.role() = 'EMPLOYEE' AND NOT team)));

DROP POLICY everybody ON recommendation.decision;
DROP POLICY self ON recommendation.decision;
DROP POLICY reports ON recommendation.decision;
CREATE POLICY product ON recommendation.decision
  USING (tenant = state.tenant() AND state.role() = 'SYSTEM');
CREATE POLICY groups ON recommendation.decision
  USING (tenant = state.tenant() AND state.role() = 'IT_SECURITY' AND person IS NULL);
CREATE POLICY self ON recommendation.decision FOR SELECT
  USING (tenant = state.tenant() AND state.role() IN ('MANAGER', 'EMPLOYEE')
    AND person = state.person() AND NOT team);
CREATE POLICY team ON recommendation.decision
  USING (tenant = state.tenant() AND state.role() = 'MANAGER' AND person = state.person() AND team);

-- A note is for those who decide, and none of these is the person it is about.
DROP POLICY everybody ON recommendation.note;
DROP POLICY reports ON recommendation.note;
CREATE POLICY product ON recommendation.note
  USING (tenant = state.tenant() AND state.role() = 'SYSTEM');
CREATE POLICY groups ON recommendation.note
  USING (tenant = state.tenant() AND state.role() = 'IT_SECURITY' AND person IS NULL);
CREATE POLICY team ON recommendation.note
  USING (tenant = state.tenant() AND state.role() = 'MANAGER' AND person = state.person() AND team);

DROP FUNCTION recommendation.has_row_of;
