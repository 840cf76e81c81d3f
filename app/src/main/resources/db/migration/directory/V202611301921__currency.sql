-- What a company counts its money in. It is said when the company is made, and no login may change it: figures that are
-- stored are never converted.
ALTER TABLE directory.tenant ADD COLUMN currency text NOT NULL DEFAULT 'USD' CHECK (currency ~ '^[A-Z]{3}$');
