-- What a comparison was made with and of: whose word was the truth, which models and prompts spoke, by kind of work.
ALTER TABLE quality.evaluation
  ADD COLUMN source     text NOT NULL DEFAULT 'labels' CHECK (source IN ('labels', 'titles')),
  ADD COLUMN industry   text,
  ADD COLUMN models     text,
  ADD COLUMN prompts    text,
  ADD COLUMN categories text;
