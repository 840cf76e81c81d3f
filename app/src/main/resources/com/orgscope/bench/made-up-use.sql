-- Use of made-up people, $people of them, in the days from $from to the one before $until: each has
-- six applications of some two hundred and uses two of them on a working day. One person of a
-- hundred uses up to six others from some day of the last $lately days on, and one of twenty
-- has been idle in one of three months. A few rows are friction alone.
SELECT actor, day,
  CASE WHEN h % 97 = 0 THEN NULL
    WHEN number = 0 THEN 'GitHub' WHEN number = 1 THEN 'github.com' WHEN number = 2 THEN 'Jira'
    WHEN number = 3 THEN 'Jira Software' ELSE 'Tool ' || number END AS app,
  CASE WHEN h % 97 = 0 THEN 0 ELSE CAST(1 + h % 5 AS BIGINT) END AS accesses,
  CASE WHEN h % 97 = 0 THEN 0.0 ELSE ROUND(0.25 + (h % 29) / 8.0, 4) END AS active_slots,
  CAST(1 AS BIGINT) AS sessions, CAST(0 AS BIGINT) AS switches,
  CASE WHEN h % 97 = 0 THEN CAST(1 AS BIGINT) ELSE 0 END AS failures, CAST(0 AS BIGINT) AS challenges,
  CASE WHEN h % 97 = 0 THEN NULL ELSE CAST(day AS TIMESTAMPTZ) + INTERVAL 8 HOUR END AS first_at,
  CASE WHEN h % 97 = 0 THEN NULL ELSE CAST(day AS TIMESTAMPTZ) + INTERVAL 9 HOUR END AS last_at,
  CAST(0 AS BIGINT) AS failure_episodes, CAST(0 AS BIGINT) AS failure_seconds,
  CAST(0 AS BIGINT) AS failure_abandoned, CAST(0 AS BIGINT) AS challenge_episodes,
  CAST(0 AS BIGINT) AS challenge_seconds, CAST(0 AS BIGINT) AS challenge_abandoned,
  CAST(0 AS BIGINT) AS challenge_unmeasured
FROM (
  SELECT actor, day, HASH(actor, n, day) AS h,
    CASE WHEN moves AND day >= since AND n <= HASH(actor, 'n') % 7
      THEN 100 + (HASH(actor) + n) % 100 ELSE (HASH(actor) % 40 * 5 + n) % 100 END AS number
  FROM (
    SELECT actor, HASH(actor, 'moves') % CAST($every AS BIGINT) = 0 AS moves,
      HASH(actor, 'idle') % 20 = 0 AS idles, HASH(actor, 'month') % 3 AS idle_month,
      CAST($today AS DATE) - CAST(HASH(actor, 'since') % CAST($lately AS BIGINT) AS INTEGER) AS since
    FROM (SELECT CAST(MD5('p' || i) AS UUID) AS actor FROM RANGE(CAST($people AS BIGINT)) AS r (i))
  ) AS people
  CROSS JOIN (
    SELECT CAST(UNNEST(GENERATE_SERIES(CAST($from AS DATE),
      CAST($until AS DATE) - INTERVAL 1 DAY, INTERVAL 1 DAY)) AS DATE) AS day
  ) AS days
  CROSS JOIN (SELECT UNNEST([0, 1, 2, 3, 4, 5]) AS n) AS applications
  WHERE ISODOW(day) < 6 AND NOT (idles AND MONTH(day) % 3 = idle_month)
) AS uses
WHERE h % 3 = 0
