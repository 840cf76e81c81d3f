SELECT CAST(coalesce(sum(accesses), 0) AS BIGINT) AS accesses FROM {app_usage_daily}
