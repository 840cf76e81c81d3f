-- The last day on which a token of an application was renewed for a person: session-spans.sql without how
-- long sessions were, which takes most of its time, and without visits, whose days last-days.sql has. What is stored under
-- $old is $new's from the days $since to those before $until.
SELECT COALESCE(m.new_key, u.actor) AS person, u.app AS app, MAX(u.day) AS last_day,
  CAST(0 AS BIGINT) AS longest_session
FROM {sso_events} AS u
LEFT JOIN (
  SELECT UNNEST(CAST($old AS UUID[])) AS old_key, UNNEST(CAST($new AS UUID[])) AS new_key,
    UNNEST(CAST($since AS DATE[])) AS since, UNNEST(CAST($until AS DATE[])) AS until_day
) AS m ON m.old_key = u.actor AND u.day >= m.since AND u.day < m.until_day
WHERE u.app IS NOT NULL AND u.outcome = 'SUCCESS' AND u.kind = 'ACTIVITY'
GROUP BY COALESCE(m.new_key, u.actor), u.app
