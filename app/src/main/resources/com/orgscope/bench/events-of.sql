SELECT count(*) AS events
FROM {sso_events}
