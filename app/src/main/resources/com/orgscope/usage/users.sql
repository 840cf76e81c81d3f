-- How many people had access to each application in the window, and (total is true) to any.
-- What is stored under $old is $new's from the days $since to those
-- before $until.
WITH used AS (
  SELECT DISTINCT COALESCE(m.new_key, u.actor) AS person, u.app
  FROM {app_usage_daily} AS u
  LEFT JOIN (
    SELECT UNNEST(CAST($old AS UUID[])) AS old_key, UNNEST(CAST($new AS UUID[])) AS new_key,
      UNNEST(CAST($since AS DATE[])) AS since, UNNEST(CAST($until AS DATE[])) AS until_day
  ) AS m ON m.old_key = u.actor AND u.day >= m.since AND u.day < m.until_day
  WHERE u.accesses > 0 AND u.app IS NOT NULL
)
SELECT app, GROUPING(app) = 1 AS total, COUNT(DISTINCT person) AS people
FROM used
GROUP BY GROUPING SETS ((app), ())
