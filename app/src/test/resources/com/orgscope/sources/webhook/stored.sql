SELECT count(*) AS stored, count(DISTINCT event_key) AS keys,
       coalesce(CAST(bit_xor(hash(event_key, occurred_at, kind, actor, app, session, outcome)) AS VARCHAR), '') AS content
FROM {sso_events}
