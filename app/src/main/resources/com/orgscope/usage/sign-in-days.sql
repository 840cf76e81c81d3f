-- What failed and was asked for on the way in, by person, day and application, and how long it took
-- where the log holds that; and, without a day, everybody who was seen on any of the days from each
-- of $seen_from to those before its $seen_until. What is stored under $old is $new's from the days
-- $since to those before $until. Days derived before signing in was measured have no seconds.
WITH daily AS (
  SELECT COALESCE(m.new_key, u.actor) AS person, u.day, u.app, u.accesses, u.failures, u.challenges,
    COALESCE(u.failure_seconds, 0) AS failure_seconds,
    COALESCE(u.challenge_seconds, 0) AS challenge_seconds,
    COALESCE(u.challenge_unmeasured, u.challenges) AS unmeasured
  FROM {app_usage_daily} AS u
  LEFT JOIN (
    SELECT UNNEST(CAST($old AS UUID[])) AS old_key, UNNEST(CAST($new AS UUID[])) AS new_key,
      UNNEST(CAST($since AS DATE[])) AS since, UNNEST(CAST($until AS DATE[])) AS until_day
  ) AS m ON m.old_key = u.actor AND u.day >= m.since AND u.day < m.until_day
)
SELECT person, day, app,
  CAST(SUM(failures) AS BIGINT) AS failures,
  CAST(SUM(challenges) AS BIGINT) AS challenges,
  CAST(SUM(failure_seconds) AS BIGINT) AS failure_seconds,
  CAST(SUM(challenge_seconds) AS BIGINT) AS challenge_seconds,
  CAST(SUM(unmeasured) AS BIGINT) AS unmeasured,
  CAST(NULL AS DATE) AS seen_from, CAST(NULL AS DATE) AS seen_until
FROM daily
WHERE failures + challenges + failure_seconds + challenge_seconds > 0
GROUP BY person, day, app
UNION ALL
SELECT DISTINCT person, CAST(NULL AS DATE), CAST(NULL AS VARCHAR), CAST(0 AS BIGINT),
  CAST(0 AS BIGINT), CAST(0 AS BIGINT), CAST(0 AS BIGINT), CAST(0 AS BIGINT), seen_from, seen_until
FROM daily
JOIN (
  SELECT UNNEST(CAST($seen_from AS DATE[])) AS seen_from,
    UNNEST(CAST($seen_until AS DATE[])) AS seen_until
) AS asked ON day >= seen_from AND day < seen_until
WHERE accesses > 0
