SELECT DISTINCT tenant, actor FROM {app_usage_daily}
