SELECT day, actor, app, count(*) AS accesses, 1.0 AS active_slots, 1 AS sessions, 0 AS switches, 0 AS failures,
  0 AS challenges, NULL AS first_at, NULL AS last_at, NULL AS failure_episodes, NULL AS failure_seconds,
  NULL AS failure_abandoned, NULL AS challenge_episodes, NULL AS challenge_seconds, NULL AS challenge_abandoned,
  NULL AS challenge_unmeasured
FROM {sso_events} GROUP BY day, actor, app
