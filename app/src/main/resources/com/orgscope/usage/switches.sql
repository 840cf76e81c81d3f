-- How often each person went from one application straight to another, in either direction, by the
-- definition of a switch in daily.sql. A pair is named in the order of its names.
-- What is stored under $old is $new's from the days $since to those before $until.
WITH theirs AS (
  SELECT COALESCE(m.new_key, u.actor) AS person, u.day, u.kind, u.outcome, u.app, u.session, u.source,
    u.occurred_at
  FROM {sso_events} AS u
  LEFT JOIN (
    SELECT UNNEST(CAST($old AS UUID[])) AS old_key, UNNEST(CAST($new AS UUID[])) AS new_key,
      UNNEST(CAST($since AS DATE[])) AS since, UNNEST(CAST($until AS DATE[])) AS until_day
  ) AS m ON m.old_key = u.actor AND u.day >= m.since AND u.day < m.until_day
),
visits AS (
  SELECT person, app, session, source, occurred_at,
    LAG(occurred_at) OVER (
      PARTITION BY day, person, app, source, session ORDER BY occurred_at
    ) AS earlier_in_session
  FROM theirs
  WHERE kind = 'VISIT' AND outcome = 'SUCCESS' AND app IS NOT NULL
),
accesses AS (
  SELECT person, app, occurred_at,
    LAG(app) OVER before AS app_before,
    LAG(occurred_at) OVER before AS access_before
  FROM visits
  WHERE source <> 'ENTRA' OR session IS NULL OR earlier_in_session IS NULL
  WINDOW before AS (PARTITION BY person ORDER BY occurred_at, app)
)
SELECT person,
  CASE WHEN app < app_before THEN app ELSE app_before END AS one,
  CASE WHEN app < app_before THEN app_before ELSE app END AS other,
  COUNT(*) AS switches
FROM accesses
WHERE app_before <> app AND occurred_at <= access_before + INTERVAL '30' MINUTE
GROUP BY person, 2, 3
