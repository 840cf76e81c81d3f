SELECT count(*) AS stored, count(DISTINCT event_key) AS keys
FROM {sso_events}
