-- What people did on their ways in, one event a row: by person, then by the second in which it
-- happened. What it was is a number in the order in which it counts within a second: failures first,
-- then requests, answers and successes, as in daily.sql, which says what each is.
--   0 failed, 1 challenged, 2 asked, 3 answered, 4 visited, 5 passed (of Entra), 6 signed in
-- Texts are told as numbers, 0 for none, since millions of texts cost more than all the rest:
-- applications.sql has the names. Network is as much of an address as is kept, place the country and
-- the town. What is stored under $old is $new's from the days $since to those before $until.
SELECT COALESCE(m.new_key, u.actor) AS person,
  DATE_DIFF('second', TIMESTAMPTZ '1970-01-01 00:00:00+00', u.occurred_at) AS second,
  CASE
    WHEN u.kind <> 'CHALLENGE' AND u.outcome = 'FAILURE' THEN 0
    WHEN u.kind = 'CHALLENGE' AND (u.outcome = 'FAILURE' OR u.source = 'ENTRA') THEN 1
    WHEN u.kind = 'CHALLENGE' THEN 3
    WHEN u.kind = 'STEP' AND u.source = 'ENTRA' THEN 5
    WHEN u.kind = 'STEP' THEN 2
    WHEN u.kind = 'SIGN_IN' THEN 6
    ELSE 4
  END AS what,
  u.source = 'ENTRA' AS entra,
  CASE WHEN u.app IS NULL THEN 0 ELSE CAST(HASH(u.app) >> 1 AS BIGINT) END AS app,
  CASE WHEN u.session IS NULL THEN 0 ELSE CAST(HASH(u.session) >> 1 AS BIGINT) END AS session,
  CASE WHEN u.ip_prefix IS NULL THEN 0 ELSE CAST(HASH(u.ip_prefix) >> 1 AS BIGINT) END AS network,
  CASE
    WHEN u.country IS NULL THEN 0
    ELSE CAST(HASH(u.country || ' ' || COALESCE(u.city, '')) >> 1 AS BIGINT)
  END AS place
FROM {sso_events} AS u
LEFT JOIN (
  SELECT UNNEST(CAST($old AS UUID[])) AS old_key, UNNEST(CAST($new AS UUID[])) AS new_key,
    UNNEST(CAST($since AS DATE[])) AS since, UNNEST(CAST($until AS DATE[])) AS until_day
) AS m ON m.old_key = u.actor AND u.day >= m.since AND u.day < m.until_day
WHERE u.kind <> 'ACTIVITY'
  AND NOT (u.kind = 'VISIT' AND u.outcome = 'SUCCESS' AND u.app IS NULL)
ORDER BY person, second, what, app, session
