-- Erasures wait in places of their own, behind nobody who waits for a model.
ALTER TABLE work.job NO FORCE ROW LEVEL SECURITY;
UPDATE work.shard_execution e SET task_name = 'apart'
FROM work.job j
WHERE e.task_name IN ('shard', 'waiting') AND j.kind = 'erasure' AND e.task_instance LIKE j.tenant || '/' || j.id || '/%';
ALTER TABLE work.job FORCE ROW LEVEL SECURITY;
