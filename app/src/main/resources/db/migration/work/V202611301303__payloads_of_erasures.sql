-- Work of erasures says which one it is of, and no more whose.
ALTER TABLE work.shard NO FORCE ROW LEVEL SECURITY;
ALTER TABLE work.job NO FORCE ROW LEVEL SECURITY;
UPDATE work.shard s SET payload = j.name FROM work.job j WHERE j.id = s.job AND j.kind = 'erasure';
ALTER TABLE work.job FORCE ROW LEVEL SECURITY;
ALTER TABLE work.shard FORCE ROW LEVEL SECURITY;
