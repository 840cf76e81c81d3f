-- The days with at least one access, and their first and last one. A day of which nothing is stored
-- is not here: whether it was quiet or nobody read it is known elsewhere.
SELECT day, MIN(first_at) AS first_at, MAX(last_at) AS last_at
FROM {app_usage_daily}
WHERE accesses > 0
GROUP BY day
