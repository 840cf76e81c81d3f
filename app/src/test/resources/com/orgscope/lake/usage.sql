SELECT * FROM {app_usage_daily} ORDER BY day, actor, app
