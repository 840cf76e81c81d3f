-- Applications that more than half of the tenant's active people use in the window.
WITH used AS (
  SELECT DISTINCT coalesce(m.new_key, u.actor) AS person, u.app
  FROM {app_usage_daily} u
  LEFT JOIN (SELECT unnest(CAST($old AS UUID[])) AS old_key, unnest(CAST($new AS UUID[])) AS new_key) m ON m.old_key = u.actor
  WHERE u.accesses > 0
)
SELECT app
FROM used
GROUP BY app
HAVING count(*) * 2 > (SELECT count(DISTINCT person) FROM used)
