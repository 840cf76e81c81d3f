-- What somebody wrote about another is that other's personal data too (GDPR Article 15; Court of Justice, C-434/16): they
-- are given it when they ask for what is held about them. Who wrote it is told by role, as everything there is (15 (4)).
-- On their pages it does not stand.
COMMENT ON COLUMN category.override_reason.reason IS 'given to the person it is about when they ask, and shown on no page of theirs';
