-- What people used in the window: one row for each application, and one with their totals (app is null).
-- $old and $new are keys that turned out to be one person's.
WITH daily AS (
  SELECT coalesce(m.new_key, u.actor) AS person, u.day, u.app, u.accesses, u.active_slots, u.sessions,
         u.switches, u.failures, u.challenges, u.first_at, u.last_at
  FROM {app_usage_daily} u
  LEFT JOIN (SELECT unnest(CAST($old AS UUID[])) AS old_key, unnest(CAST($new AS UUID[])) AS new_key) m ON m.old_key = u.actor
)
SELECT person, app, grouping(app) = 1 AS total,
       CAST(sum(accesses) AS BIGINT) AS accesses,
       sum(active_slots) AS active_slots,
       CAST(sum(sessions) AS BIGINT) AS sessions,
       CAST(sum(switches) AS BIGINT) AS switches,
       CAST(sum(failures) AS BIGINT) AS failures,
       CAST(sum(challenges) AS BIGINT) AS challenges,
       count(DISTINCT CASE WHEN accesses > 0 THEN day END) AS active_days,
       min(CASE WHEN accesses > 0 THEN first_at END) AS first_at,
       max(CASE WHEN accesses > 0 THEN last_at END) AS last_at
FROM daily
GROUP BY GROUPING SETS ((person, app), (person))
ORDER BY person, total, active_slots DESC, app
