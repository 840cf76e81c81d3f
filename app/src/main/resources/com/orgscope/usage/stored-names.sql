-- The names under which the window's applications are stored.
SELECT DISTINCT app FROM {app_usage_daily} WHERE app IS NOT NULL
