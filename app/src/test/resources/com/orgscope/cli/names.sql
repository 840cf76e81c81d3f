SELECT DISTINCT app FROM {sso_events} ORDER BY app
