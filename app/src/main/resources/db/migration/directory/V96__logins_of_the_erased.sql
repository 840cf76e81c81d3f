-- Whoever had been erased before logins had periods has no row of people any more: their logins were theirs until then.
ALTER TABLE directory.link NO FORCE ROW LEVEL SECURITY;
ALTER TABLE directory.erased NO FORCE ROW LEVEL SECURITY;
ALTER TABLE directory.holding NO FORCE ROW LEVEL SECURITY;
INSERT INTO directory.holding (tenant, login, person, told_first, told_last)
SELECT l.tenant, l.hash, l.person, e.at::date, e.at::date
FROM directory.link l
JOIN directory.erased e ON e.tenant = l.tenant AND e.person = l.person
WHERE NOT EXISTS (SELECT FROM directory.holding h WHERE h.tenant = l.tenant AND h.login = l.hash);
ALTER TABLE directory.link FORCE ROW LEVEL SECURITY;
ALTER TABLE directory.erased FORCE ROW LEVEL SECURITY;
ALTER TABLE directory.holding FORCE ROW LEVEL SECURITY;
