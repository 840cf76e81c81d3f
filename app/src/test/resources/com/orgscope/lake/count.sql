SELECT count(*) AS events, count(DISTINCT event_key) AS keys, count(DISTINCT actor) AS people FROM {sso_events}
