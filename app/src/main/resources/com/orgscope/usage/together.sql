-- How many people had access to both of two applications in the window; the first is one of $apps.
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
SELECT a.app AS app, b.app AS beside, COUNT(*) AS people
FROM used AS a
JOIN used AS b ON b.person = a.person AND b.app <> a.app
WHERE a.app IN (SELECT UNNEST(CAST($apps AS VARCHAR[])))
GROUP BY a.app, b.app
