-- How often each person had three accesses in a row to three applications, each within 30 minutes of
-- the one before, by the definition of an access in daily.sql. A chain is named from the end that
-- comes first by name. What is stored under $old is $new's from the days $since to those before
-- $until.
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
    LAG(app) OVER before AS middle,
    LAG(occurred_at) OVER before AS middle_at,
    LAG(app, 2) OVER before AS first,
    LAG(occurred_at, 2) OVER before AS first_at
  FROM visits
  WHERE source <> 'ENTRA' OR session IS NULL OR earlier_in_session IS NULL
  WINDOW before AS (PARTITION BY person ORDER BY occurred_at, app)
)
SELECT person,
  CASE WHEN first < app THEN first ELSE app END AS one,
  middle,
  CASE WHEN first < app THEN app ELSE first END AS other,
  COUNT(*) AS times
FROM accesses
WHERE first <> middle AND middle <> app AND first <> app
  AND middle_at <= first_at + INTERVAL '30' MINUTE
  AND occurred_at <= middle_at + INTERVAL '30' MINUTE
GROUP BY person, 2, 3, 4
