-- The first day of the log when IT said how long a silence is: kept, so that it follows nobody later.
ALTER TABLE licence.visibility ADD COLUMN log_from date;
