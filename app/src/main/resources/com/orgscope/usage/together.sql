-- How many people had access to both of two applications in the window; the first is one of $apps.
-- $old and $new are keys that turned out to be one person's.
WITH used AS (
  SELECT DISTINCT COALESCE(m.new_key, u.actor) AS person, u.app
  FROM {app_usage_daily} AS u
  LEFT JOIN (
    SELECT UNNEST(CAST($old AS UUID[])) AS old_key, UNNEST(CAST($new AS UUID[])) AS new_key
  ) AS m ON m.old_key = u.actor
  WHERE u.accesses > 0 AND u.app IS NOT NULL
)
SELECT a.app AS app, b.app AS beside, COUNT(*) AS people
FROM used AS a
JOIN used AS b ON b.person = a.person AND b.app <> a.app
WHERE a.app IN (SELECT UNNEST(CAST($apps AS VARCHAR[])))
GROUP BY a.app, b.app
