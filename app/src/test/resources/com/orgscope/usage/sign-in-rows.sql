SELECT day, actor, app, failure_episodes, failure_seconds, failure_abandoned, challenge_episodes, challenge_seconds,
  challenge_abandoned, challenge_unmeasured
FROM {app_usage_daily}
ORDER BY day, actor, app
