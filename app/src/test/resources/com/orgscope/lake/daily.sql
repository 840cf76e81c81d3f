-- A plain roll-up for tests; the product's own is in room usage. $not a parameter
WITH ordered AS (
  SELECT *, lag(occurred_at) OVER (PARTITION BY actor ORDER BY occurred_at) AS before
  FROM {sso_events}
)
SELECT day, actor, app, count(*) AS accesses, count(DISTINCT time_bucket(INTERVAL 15 MINUTE, occurred_at)) AS active_slots,
  count(DISTINCT session) AS sessions, count(*) FILTER (WHERE occurred_at - before <= INTERVAL 30 MINUTE) AS switches,
  0 AS failures, 0 AS challenges, min(occurred_at) AS first_at, max(occurred_at) AS last_at,
  0 AS failure_episodes, 0 AS failure_seconds, 0 AS failure_abandoned, 0 AS challenge_episodes, 0 AS challenge_seconds,
  0 AS challenge_abandoned, 0 AS challenge_unmeasured
FROM ordered
GROUP BY day, actor, app
