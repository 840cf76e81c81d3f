-- How many people had access to each application in the window, and (total is true) to any.
-- $old and $new are keys that turned out to be one person's.
WITH used AS (
  SELECT DISTINCT COALESCE(m.new_key, u.actor) AS person, u.app
  FROM {app_usage_daily} AS u
  LEFT JOIN (
    SELECT UNNEST(CAST($old AS UUID[])) AS old_key, UNNEST(CAST($new AS UUID[])) AS new_key
  ) AS m ON m.old_key = u.actor
  WHERE u.accesses > 0 AND u.app IS NOT NULL
)
SELECT app, GROUPING(app) = 1 AS total, COUNT(DISTINCT person) AS people
FROM used
GROUP BY GROUPING SETS ((app), ())
