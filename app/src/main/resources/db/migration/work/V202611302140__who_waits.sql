-- Nights that wait for their shards, and shards that wait for models, take no place of those who
-- work: they are due under a name of their own.
UPDATE work.recurring_execution SET task_name = 'waiting'
WHERE task_name = 'recurring' AND (task_instance LIKE 'night/%' OR task_instance LIKE 'night.asked/%');
UPDATE work.shard_execution e SET task_name = 'waiting'
FROM work.job j
WHERE e.task_name = 'shard' AND j.kind = 'nightly.consult'
  AND e.task_instance LIKE j.tenant || '/' || j.id || '/%';
