-- Somebody's events as they are kept, in order.
SELECT occurred_at, ingested_at, source, kind, actor, app, session, outcome, ip_prefix, city, country, event_key
FROM {sso_events}
ORDER BY occurred_at, event_key
