-- What asking about applications took before the night's people were chosen, kept since whoever ends the night may be
-- another process than the one that asked.
ALTER TABLE nightly.run
  ADD COLUMN described int NOT NULL DEFAULT 0,
  ADD COLUMN describing_calls int NOT NULL DEFAULT 0,
  ADD COLUMN describing_remembered int NOT NULL DEFAULT 0,
  ADD COLUMN describing_nano bigint NOT NULL DEFAULT 0;
