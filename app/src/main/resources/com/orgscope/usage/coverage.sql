-- Of the episodes of signing in (daily.sql), how many the log could measure, by the provider of whose
-- events the person's steps of the day were; null where several providers had some. Of days derived
-- before signing in was measured, and of episodes of which the log holds the answer alone, nobody
-- knows the seconds. What was abandoned has none. What is stored under $old is $new's from the days
-- $since to those before $until.
WITH owners AS (
  SELECT UNNEST(CAST($old AS UUID[])) AS old_key, UNNEST(CAST($new AS UUID[])) AS new_key,
    UNNEST(CAST($since AS DATE[])) AS since, UNNEST(CAST($until AS DATE[])) AS until_day
),
providers AS (
  SELECT COALESCE(m.new_key, u.actor) AS person, u.day AS day,
    CASE WHEN MIN(u.source) = MAX(u.source) THEN MIN(u.source) END AS source
  FROM {sso_events} AS u
  LEFT JOIN owners AS m ON m.old_key = u.actor AND u.day >= m.since AND u.day < m.until_day
  WHERE u.kind IN ('CHALLENGE', 'STEP') OR (u.kind <> 'ACTIVITY' AND u.outcome = 'FAILURE')
  GROUP BY 1, 2
),
told AS (
  SELECT COALESCE(m.new_key, u.actor) AS person, u.day AS day,
    COALESCE(failure_episodes, 0) + COALESCE(challenge_episodes, 0) AS measured,
    COALESCE(failure_seconds, 0) + COALESCE(challenge_seconds, 0) AS seconds,
    COALESCE(failure_abandoned, 0) + COALESCE(challenge_abandoned, 0) AS abandoned,
    COALESCE(challenge_unmeasured, challenges)
      + CASE WHEN failure_seconds IS NULL THEN failures ELSE 0 END AS unmeasured
  FROM {app_usage_daily} AS u
  LEFT JOIN owners AS m ON m.old_key = u.actor AND u.day >= m.since AND u.day < m.until_day
)
SELECT p.source AS source,
  CAST(SUM(measured) AS BIGINT) AS measured,
  CAST(SUM(unmeasured) AS BIGINT) AS unmeasured,
  CAST(SUM(abandoned) AS BIGINT) AS abandoned,
  CAST(SUM(seconds) AS BIGINT) AS seconds
FROM told AS t
LEFT JOIN providers AS p ON p.person = t.person AND p.day = t.day
GROUP BY p.source
HAVING SUM(measured + unmeasured + abandoned) > 0
ORDER BY p.source NULLS LAST
