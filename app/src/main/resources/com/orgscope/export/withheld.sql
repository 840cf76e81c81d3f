-- How many events somebody has with applications that are withheld.
SELECT COUNT(*) AS events
FROM {sso_events}
WHERE actor IN (SELECT UNNEST(CAST($keys AS UUID[])))
