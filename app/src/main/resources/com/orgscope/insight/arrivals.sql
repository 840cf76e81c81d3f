SELECT day, source, count(*) AS events
FROM {sso_events}
GROUP BY day, source
ORDER BY day DESC, source
