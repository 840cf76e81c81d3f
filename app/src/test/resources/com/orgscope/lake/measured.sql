SELECT CAST(day AS VARCHAR) || ' ' || app || ' ' || accesses || ' accesses, '
    || COALESCE(CAST(failure_seconds AS VARCHAR), 'not measured') AS line
FROM {app_usage_daily}
ORDER BY line
