-- The advisory lock of the process that holds the stream: whoever sees it free need not wait for
-- held_until. Null if only time tells that a holder is gone.
ALTER TABLE sources.stream ADD COLUMN held_by bigint;
