-- Whether a person took the night's answers back, which is told beside how it ended; undone, it is as it ended.
ALTER TABLE nightly.run ADD COLUMN rolled_back boolean NOT NULL DEFAULT false;
