-- When each person first had access to each application in the window, of those who had it to $least stored names or more
-- for the first time on one day since $lately. What is stored under $old is $new's from the days $since to those
-- before $until.
WITH firsts AS (
  SELECT COALESCE(m.new_key, u.actor) AS person, u.app AS app, MIN(u.day) AS first_day
  FROM {app_usage_daily} AS u
  LEFT JOIN (
    SELECT UNNEST(CAST($old AS UUID[])) AS old_key, UNNEST(CAST($new AS UUID[])) AS new_key,
      UNNEST(CAST($since AS DATE[])) AS since, UNNEST(CAST($until AS DATE[])) AS until_day
  ) AS m ON m.old_key = u.actor AND u.day >= m.since AND u.day < m.until_day
  WHERE u.accesses > 0 AND u.app IS NOT NULL
  GROUP BY COALESCE(m.new_key, u.actor), u.app
)
SELECT f.person AS person, f.app AS app, f.first_day AS first_day
FROM firsts AS f
WHERE f.person IN (
  SELECT person
  FROM firsts
  WHERE first_day >= CAST($lately AS DATE)
  GROUP BY person, first_day
  HAVING COUNT(*) >= $least
)
