-- Somebody's daily figures as they are kept, in order.
SELECT day, actor, app, accesses, active_slots, sessions, switches, failures, challenges, first_at, last_at,
  failure_episodes, failure_seconds, failure_abandoned, challenge_episodes, challenge_seconds, challenge_abandoned,
  challenge_unmeasured
FROM {app_usage_daily}
ORDER BY day, app
