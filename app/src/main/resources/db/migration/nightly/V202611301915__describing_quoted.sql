-- What asking about applications was to cost, said before it was asked; part of what the whole night was quoted at.
ALTER TABLE nightly.run ADD COLUMN describing_quoted_nano bigint NOT NULL DEFAULT 0;
