-- What a comparison was made with and of: whose word was the truth, which models and prompts spoke.
ALTER TABLE quality.evaluation
  ADD COLUMN source   text NOT NULL DEFAULT 'labels' CHECK (source IN ('labels', 'titles')),
  ADD COLUMN industry text,
  ADD COLUMN models   text,
  ADD COLUMN prompts  text;

-- By kind of work, down to one person: for IT/Security alone.
CREATE TABLE quality.evaluated_category (
  tenant   text NOT NULL,
  number   bigint NOT NULL,
  category text NOT NULL,
  people   integer NOT NULL,
  said     integer NOT NULL,
  correct  integer NOT NULL,
  PRIMARY KEY (tenant, number, category)
);
ALTER TABLE quality.evaluated_category ENABLE ROW LEVEL SECURITY;
ALTER TABLE quality.evaluated_category FORCE ROW LEVEL SECURITY;
CREATE POLICY by_category ON quality.evaluated_category
  USING (tenant = (SELECT state.tenant_as('SYSTEM', 'IT_SECURITY')));
