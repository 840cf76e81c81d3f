-- What is left of a month when its daily figures go: no person, and no application by itself that
-- fewer than $k people used. What those used adds up to one row without an application, if it has
-- $k people as well; else it is left out. What is stored under $old is $new's from the days $since to those
-- before $until.
WITH used AS (
  SELECT COALESCE(m.new_key, u.actor) AS person, u.app, u.accesses,
    CAST(ROUND(u.active_slots * 1E4) AS BIGINT) AS active, u.sessions, u.switches, u.failures,
    u.challenges
  FROM {app_usage_daily} AS u
  LEFT JOIN (
    SELECT UNNEST(CAST($old AS UUID[])) AS old_key, UNNEST(CAST($new AS UUID[])) AS new_key,
      UNNEST(CAST($since AS DATE[])) AS since, UNNEST(CAST($until AS DATE[])) AS until_day
  ) AS m ON m.old_key = u.actor AND u.day >= m.since AND u.day < m.until_day
),
shown AS (
  SELECT app
  FROM used
  WHERE app IS NOT NULL AND accesses > 0
  GROUP BY app
  HAVING COUNT(DISTINCT person) >= $k
)
SELECT s.app AS app,
  COUNT(DISTINCT CASE WHEN u.accesses > 0 THEN u.person END) AS people,
  SUM(u.accesses) AS accesses,
  SUM(u.active) / 1E4 AS active_slots,
  SUM(u.sessions) AS sessions,
  SUM(u.switches) AS switches,
  SUM(u.failures) AS failures,
  SUM(u.challenges) AS challenges
FROM used AS u
LEFT JOIN shown AS s ON s.app = u.app
GROUP BY s.app
HAVING COUNT(DISTINCT CASE WHEN u.accesses > 0 THEN u.person END) >= $k
