-- How often each person went from one application straight to another, in either direction, by the
-- definition of a switch in daily.sql. A pair is named in the order of its names.
WITH visits AS (
  SELECT actor, app, session, source, occurred_at,
    LAG(occurred_at) OVER (
      PARTITION BY day, actor, app, source, session ORDER BY occurred_at
    ) AS earlier_in_session
  FROM {sso_events}
  WHERE kind = 'VISIT' AND outcome = 'SUCCESS' AND app IS NOT NULL
),
accesses AS (
  SELECT actor, app, occurred_at,
    LAG(app) OVER person AS app_before,
    LAG(occurred_at) OVER person AS access_before
  FROM visits
  WHERE source <> 'ENTRA' OR session IS NULL OR earlier_in_session IS NULL
  WINDOW person AS (PARTITION BY actor ORDER BY occurred_at, app)
)
SELECT actor,
  CASE WHEN app < app_before THEN app ELSE app_before END AS one,
  CASE WHEN app < app_before THEN app_before ELSE app END AS other,
  COUNT(*) AS switches
FROM accesses
WHERE app_before <> app AND occurred_at <= access_before + INTERVAL '30' MINUTE
GROUP BY actor, 2, 3
