-- The days with an event.
SELECT DISTINCT day FROM {sso_events} ORDER BY day
