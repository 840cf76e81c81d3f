SELECT actor FROM {app_usage_daily} WHERE day < DATE '2026-04-01'
