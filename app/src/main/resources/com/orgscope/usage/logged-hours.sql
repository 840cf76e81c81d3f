-- In each hour of the clock (UTC) with any event of a provider, how many people it shows; and beside
-- them, without an hour, in which provider's log anything of an application succeeded.
SELECT source, DATE_TRUNC('hour', occurred_at) AS hour, CAST(NULL AS VARCHAR) AS app,
  COUNT(DISTINCT actor) AS people
FROM {sso_events}
GROUP BY source, DATE_TRUNC('hour', occurred_at)
UNION ALL
SELECT DISTINCT source, CAST(NULL AS TIMESTAMPTZ) AS hour, app, CAST(0 AS BIGINT) AS people
FROM {sso_events}
WHERE app IS NOT NULL AND outcome = 'SUCCESS' AND kind IN ('VISIT', 'ACTIVITY')
