-- As days were derived before signing in was measured.
SELECT day, actor, app, COUNT(*) FILTER (WHERE kind = 'VISIT' AND outcome = 'SUCCESS') AS accesses, 1.0 AS active_slots,
  1 AS sessions, 0 AS switches, COUNT(*) FILTER (WHERE outcome = 'FAILURE') AS failures,
  COUNT(*) FILTER (WHERE kind = 'CHALLENGE') AS challenges, MIN(occurred_at) AS first_at, MAX(occurred_at) AS last_at,
  NULL AS failure_episodes, NULL AS failure_seconds, NULL AS failure_abandoned, NULL AS challenge_episodes,
  NULL AS challenge_seconds, NULL AS challenge_abandoned, NULL AS challenge_unmeasured
FROM {sso_events}
GROUP BY day, actor, app
