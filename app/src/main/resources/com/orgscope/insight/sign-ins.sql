-- How many visits and sign-ins were tried at each provider, and how many of them failed. What was
-- only a step on the way (a challenge) or no visit (a token's activity) is no try.
SELECT source, COUNT(*) AS tried, COUNT(*) FILTER (WHERE outcome = 'FAILURE') AS failed
FROM {sso_events}
WHERE kind IN ('VISIT', 'SIGN_IN')
GROUP BY source
ORDER BY source
