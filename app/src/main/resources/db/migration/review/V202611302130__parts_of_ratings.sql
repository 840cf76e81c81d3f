-- In which part of k people a first word is told, for good: an erased person's word leaves a part that is told no more, and
-- no other part moves. Null until k people who are in no part have spoken.
ALTER TABLE review.rating ADD COLUMN part int, ADD COLUMN part_of int,
  ADD CHECK ((part IS NULL) = (part_of IS NULL));
ALTER TABLE review.survey ADD COLUMN part int, ADD COLUMN part_of int,
  ADD CHECK ((part IS NULL) = (part_of IS NULL));
CREATE POLICY parted ON review.rating FOR UPDATE
  USING (tenant = (SELECT state.tenant_as('SYSTEM')));
CREATE POLICY parted ON review.survey FOR UPDATE
  USING (tenant = (SELECT state.tenant_as('SYSTEM')));
