-- As reasons of categories are: see category.override_reason.
COMMENT ON COLUMN recommendation.note.note IS 'given to the person it is about when they ask, and shown on no page of theirs';
