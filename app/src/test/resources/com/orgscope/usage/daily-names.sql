SELECT DISTINCT app FROM {app_usage_daily} WHERE app IS NOT NULL ORDER BY app
