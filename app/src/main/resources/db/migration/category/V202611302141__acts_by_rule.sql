-- What a night did by rule is no last act of a person: undoing passes over it.
ALTER TABLE category.rollback ADD COLUMN by_rule boolean NOT NULL DEFAULT false;
