SELECT CAST(day AS VARCHAR) || ' ' || RIGHT(CAST(actor AS VARCHAR), 1) || ' ' || COALESCE(app, '-')
    || ' failures ' || failure_episodes || ' in ' || failure_seconds || ' s, abandoned '
    || failure_abandoned || '; challenges ' || challenge_episodes || ' in ' || challenge_seconds
    || ' s, abandoned ' || challenge_abandoned || ', unmeasured ' || challenge_unmeasured AS line
FROM {app_usage_daily}
WHERE failure_episodes + failure_abandoned + challenge_episodes + challenge_abandoned
  + challenge_unmeasured > 0
ORDER BY line
