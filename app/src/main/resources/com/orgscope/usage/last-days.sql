-- The last day on which each person had access to each application in the window: last-use.sql
-- without how long they were silent before, which takes most of its time. What is stored under $old is $new's from the days
-- $since to those before $until.
SELECT COALESCE(m.new_key, u.actor) AS person, u.app AS app, MAX(u.day) AS last_day,
  CAST(0 AS BIGINT) AS longest_gap
FROM {app_usage_daily} AS u
LEFT JOIN (
  SELECT UNNEST(CAST($old AS UUID[])) AS old_key, UNNEST(CAST($new AS UUID[])) AS new_key,
    UNNEST(CAST($since AS DATE[])) AS since, UNNEST(CAST($until AS DATE[])) AS until_day
) AS m ON m.old_key = u.actor AND u.day >= m.since AND u.day < m.until_day
WHERE u.accesses > 0 AND u.app IS NOT NULL
GROUP BY COALESCE(m.new_key, u.actor), u.app
