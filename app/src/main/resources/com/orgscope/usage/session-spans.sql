-- The last day on which anything of an application was seen of a person, refreshed tokens included,
-- and the longest session that reached the application, in days. What is stored under $old is
-- $new's from the days $since to those before $until.
SELECT person, app, MAX(last_day) AS last_day, CAST(MAX(span) AS BIGINT) AS longest_session
FROM (
  SELECT COALESCE(m.new_key, u.actor) AS person, u.app, MAX(u.day) AS last_day,
    CASE WHEN u.session IS NULL THEN 0 ELSE DATE_DIFF('day', MIN(u.day), MAX(u.day)) END AS span
  FROM {sso_events} AS u
  LEFT JOIN (
    SELECT UNNEST(CAST($old AS UUID[])) AS old_key, UNNEST(CAST($new AS UUID[])) AS new_key,
      UNNEST(CAST($since AS DATE[])) AS since, UNNEST(CAST($until AS DATE[])) AS until_day
  ) AS m ON m.old_key = u.actor AND u.day >= m.since AND u.day < m.until_day
  WHERE u.app IS NOT NULL AND u.outcome = 'SUCCESS' AND u.kind IN ('VISIT', 'ACTIVITY')
  GROUP BY COALESCE(m.new_key, u.actor), u.app, u.session
) AS sessions
GROUP BY person, app
