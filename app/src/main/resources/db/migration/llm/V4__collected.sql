-- An answer that was bought in a batch is collected by the question it was bought for; only the
-- questions after it are hits of the cache.
ALTER TABLE llm.answer ADD COLUMN uncollected boolean NOT NULL DEFAULT false;
ALTER TABLE llm.call ADD COLUMN collects boolean NOT NULL DEFAULT false;
