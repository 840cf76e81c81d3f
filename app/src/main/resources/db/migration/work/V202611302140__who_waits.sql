-- Nights that wait for their shards, shards that wait for models, and erasures, take no place of those who
-- work: they are due under a name of their own.
UPDATE work.recurring_execution SET task_name = 'waiting'
WHERE task_name = 'recurring' AND (task_instance LIKE 'night/%' OR task_instance LIKE 'night.asked/%');
ALTER TABLE work.job NO FORCE ROW LEVEL SECURITY;
UPDATE work.shard_execution e SET task_name = 'waiting'
FROM work.job j
WHERE e.task_name = 'shard' AND j.kind IN ('nightly.consult', 'erasure')
  AND e.task_instance LIKE j.tenant || '/' || j.id || '/%';
ALTER TABLE work.job FORCE ROW LEVEL SECURITY;
-- Each shard asks for less work that is due.
CREATE INDEX ON work.shard_execution (task_name, priority) WHERE NOT picked;
