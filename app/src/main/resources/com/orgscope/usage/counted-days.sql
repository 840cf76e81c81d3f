-- The days with a row.
SELECT DISTINCT day FROM {app_usage_daily} ORDER BY day
