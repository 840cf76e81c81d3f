-- What somebody said first, where they said something else since: what is told of ratings is of first words, so that a
-- line never changes by one person. Null where the first word stands.
ALTER TABLE review.rating
  ADD COLUMN first_at timestamptz,
  ADD COLUMN first_category text,
  ADD COLUMN first_stars int;
ALTER TABLE review.survey
  ADD COLUMN first_at timestamptz,
  ADD COLUMN first_category text,
  ADD COLUMN first_matches boolean,
  ADD COLUMN first_stars int;
