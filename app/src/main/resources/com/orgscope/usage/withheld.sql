-- How many visits there were, to how many applications and by how many people. What is stored under $old is $new's from the
-- days $since to those before $until.
SELECT COUNT(*) AS accesses, COUNT(DISTINCT u.app) AS applications,
  COUNT(DISTINCT COALESCE(m.new_key, u.actor)) AS people
FROM {sso_events} AS u
LEFT JOIN (
  SELECT UNNEST(CAST($old AS UUID[])) AS old_key, UNNEST(CAST($new AS UUID[])) AS new_key,
    UNNEST(CAST($since AS DATE[])) AS since, UNNEST(CAST($until AS DATE[])) AS until_day
) AS m ON m.old_key = u.actor AND u.day >= m.since AND u.day < m.until_day
WHERE u.kind = 'VISIT' AND u.outcome = 'SUCCESS'
