-- Whom a night works on. One of people who were put aside is not its day's night: the day still has its own.
ALTER TABLE nightly.run ADD COLUMN whom text NOT NULL DEFAULT 'DUE' CHECK (whom IN ('DUE', 'EVERYBODY', 'PUT_ASIDE'));
