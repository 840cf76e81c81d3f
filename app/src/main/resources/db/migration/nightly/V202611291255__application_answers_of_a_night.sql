-- Of the applications in use: what models said a purpose of, and how much of that the company's pattern contradicts.
-- Null until the night has got that far, and for nights of before this was kept.
ALTER TABLE nightly.run
  ADD COLUMN application_answers int,
  ADD COLUMN answers_contradicted int;
