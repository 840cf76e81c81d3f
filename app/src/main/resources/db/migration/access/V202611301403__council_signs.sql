-- Whose keys speak for the people: one of them signs what widens a policy.
ALTER TABLE access.council_policy ADD COLUMN council text[] NOT NULL DEFAULT '{}';
