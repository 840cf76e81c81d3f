-- How many people went in the pass that erased somebody: the rows told of it are of all of them. Null of those who went
-- before passes were counted, alone.
ALTER TABLE privacy.erasure ADD COLUMN together int CHECK (together > 0);
