-- Answers that were not believed before this one, the faults of each in one text.
ALTER TABLE category.suggestion ADD COLUMN refused text[] NOT NULL DEFAULT '{}';
