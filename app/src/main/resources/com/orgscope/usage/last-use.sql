-- When each person last had access to each application in the window, and the longest time in days
-- between two days with one, neither of them before $gaps_from. What is stored under $old is $new's from the days $since to those
-- before $until.
SELECT person, app, MAX(day) AS last_day,
  CAST(COALESCE(MAX(CASE WHEN before >= CAST($gaps_from AS DATE) THEN DATE_DIFF('day', before, day) END), 0)
    AS BIGINT) AS longest_gap
FROM (
  SELECT person, app, day,
    LAG(day) OVER (PARTITION BY person, app ORDER BY day) AS before
  FROM (
    SELECT DISTINCT COALESCE(m.new_key, u.actor) AS person, u.app, u.day
    FROM {app_usage_daily} AS u
    LEFT JOIN (
      SELECT UNNEST(CAST($old AS UUID[])) AS old_key, UNNEST(CAST($new AS UUID[])) AS new_key,
        UNNEST(CAST($since AS DATE[])) AS since, UNNEST(CAST($until AS DATE[])) AS until_day
    ) AS m ON m.old_key = u.actor AND u.day >= m.since AND u.day < m.until_day
    WHERE u.accesses > 0 AND u.app IS NOT NULL
  ) AS days
) AS gaps
GROUP BY person, app
