-- What is stored of people in the window: one row for each person, application and stretch of 62 days
-- from $first. In days each day with an access is a bit, so that somebody's active days can be
-- counted over applications without reading the rows twice. Active slots are summed as whole
-- ten-thousandths, which no order of rows can change. What is stored under $old is $new's from the
-- days $since to those before $until. Assumed is friction of which nobody knows how long it took: of days
-- derived before signing in was measured all, else what is unmeasured.
SELECT person, app, stretch,
  CAST(SUM(accesses) AS BIGINT) AS accesses,
  CAST(SUM(active) AS BIGINT) AS active,
  CAST(SUM(sessions) AS BIGINT) AS sessions,
  CAST(SUM(switches) AS BIGINT) AS switches,
  CAST(SUM(failures) AS BIGINT) AS failures,
  CAST(SUM(challenges) AS BIGINT) AS challenges,
  CAST(SUM(COALESCE(failure_seconds, 0)) AS BIGINT) AS failure_seconds,
  CAST(SUM(CASE WHEN failure_seconds IS NULL THEN failures ELSE 0 END) AS BIGINT) AS failures_assumed,
  CAST(SUM(COALESCE(challenge_seconds, 0)) AS BIGINT) AS challenge_seconds,
  CAST(SUM(COALESCE(challenge_unmeasured, challenges)) AS BIGINT) AS challenges_assumed,
  BIT_OR(CASE WHEN accesses > 0 THEN CAST(1 AS BIGINT) << MOD(number, 62) ELSE 0 END) AS days,
  MIN(first_at) AS first_at,
  MAX(last_at) AS last_at
FROM (
  SELECT person, app, accesses, CAST(ROUND(active_slots * 1E4) AS BIGINT) AS active, sessions,
    switches, failures, challenges, failure_seconds, challenge_seconds, challenge_unmeasured,
    first_at, last_at, number,
    CAST(FLOOR(number / 62) AS BIGINT) AS stretch
  FROM (
    SELECT u.*, COALESCE(m.new_key, u.actor) AS person,
      DATE_DIFF('day', CAST($first AS DATE), u.day) AS number
    FROM {app_usage_daily} AS u
    LEFT JOIN (
      SELECT UNNEST(CAST($old AS UUID[])) AS old_key, UNNEST(CAST($new AS UUID[])) AS new_key,
        UNNEST(CAST($since AS DATE[])) AS since, UNNEST(CAST($until AS DATE[])) AS until_day
    ) AS m ON m.old_key = u.actor AND u.day >= m.since AND u.day < m.until_day
  ) AS numbered
) AS daily
GROUP BY person, app, stretch
