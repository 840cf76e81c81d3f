-- The applications of the window, each with its number in ways-in.sql.
SELECT DISTINCT app, CAST(HASH(app) >> 1 AS BIGINT) AS number
FROM {sso_events}
WHERE app IS NOT NULL
ORDER BY app
