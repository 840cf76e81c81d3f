SELECT * FROM {metrics_monthly} ORDER BY month, app NULLS FIRST
