SELECT * FROM {sso_events} ORDER BY event_key
