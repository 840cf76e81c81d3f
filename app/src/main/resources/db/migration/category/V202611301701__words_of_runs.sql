-- Under which version of the company's words a run said what it said; 0 for those before there were versions.
ALTER TABLE category.run ADD COLUMN words int NOT NULL DEFAULT 0;
