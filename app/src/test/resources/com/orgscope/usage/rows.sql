SELECT CAST(day AS VARCHAR) || ' ' || RIGHT(CAST(actor AS VARCHAR), 1) || ' ' || COALESCE(app, '-')
    || ' accesses ' || accesses || ' slots ' || active_slots || ' sessions ' || sessions
    || ' switches ' || switches || ' failures ' || failures || ' challenges ' || challenges AS line,
  first_at, last_at
FROM {app_usage_daily}
ORDER BY line
