-- How many people use both of two applications in the window; $apps narrows the first one.
WITH used AS (
  SELECT DISTINCT coalesce(m.new_key, u.actor) AS person, u.app
  FROM {app_usage_daily} u
  LEFT JOIN (SELECT unnest(CAST($old AS UUID[])) AS old_key, unnest(CAST($new AS UUID[])) AS new_key) m ON m.old_key = u.actor
  WHERE u.accesses > 0
)
SELECT a.app AS app, b.app AS other, count(*) AS people
FROM used a JOIN used b ON b.person = a.person AND b.app <> a.app
WHERE list_contains($apps, a.app)
GROUP BY a.app, b.app
ORDER BY people DESC, app, other
