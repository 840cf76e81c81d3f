-- What a night was expected to ask and to cost before it asked; its error is what the next quote can be judged by.
ALTER TABLE nightly.run ADD COLUMN quoted_questions int;
ALTER TABLE nightly.run ADD COLUMN quoted_nano bigint;
