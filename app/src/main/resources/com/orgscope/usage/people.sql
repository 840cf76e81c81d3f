-- What people used in the window: one row for each person and application, and one with a person's
-- totals (total is true). $old and $new are keys that turned out to be one person's. Active slots are
-- summed as whole ten-thousandths, which no order of rows can change.
WITH daily AS (
  SELECT COALESCE(m.new_key, u.actor) AS person, u.day, u.app, u.accesses,
    CAST(ROUND(u.active_slots * 1E4) AS BIGINT) AS active, u.sessions, u.switches, u.failures,
    u.challenges, u.first_at, u.last_at
  FROM {app_usage_daily} AS u
  LEFT JOIN (
    SELECT UNNEST(CAST($old AS UUID[])) AS old_key, UNNEST(CAST($new AS UUID[])) AS new_key
  ) AS m ON m.old_key = u.actor
)
SELECT person, app, GROUPING(app) = 1 AS total,
  CAST(SUM(accesses) AS BIGINT) AS accesses,
  CAST(SUM(active) AS BIGINT) AS active,
  CAST(SUM(sessions) AS BIGINT) AS sessions,
  CAST(SUM(switches) AS BIGINT) AS switches,
  CAST(SUM(failures) AS BIGINT) AS failures,
  CAST(SUM(challenges) AS BIGINT) AS challenges,
  COUNT(DISTINCT CASE WHEN accesses > 0 THEN day END) AS active_days,
  MIN(first_at) AS first_at,
  MAX(last_at) AS last_at
FROM daily
GROUP BY GROUPING SETS ((person, app), (person))
