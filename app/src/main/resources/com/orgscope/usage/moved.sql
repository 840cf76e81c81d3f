-- How far somebody's use moved since they were last judged: one row for each person of whom the
-- window holds something and whose key is between $from_key and $to_key, both with them. The recent days begin on $recent and end on $today, as those do that begin
-- on $seen; those before are as many as $span and end on the day that $answered names for the person
-- in $people. Shares are of active slots, summed as whole ten-thousandths, which no order of rows can
-- change; an application without an access has none, nor has friction of no application. What is
-- stored as $stored is $name today. What is stored under $old is $new's from the days $since to those
-- before $until. Moved is null where one of both holds nothing at all.
WITH answers AS (
  SELECT UNNEST(CAST($people AS UUID[])) AS person, UNNEST(CAST($answered AS DATE[])) AS answered
), stored AS NOT MATERIALIZED (
  SELECT u.actor, m.new_key, u.app, u.day, u.accesses,
    CAST(ROUND(u.active_slots * 1E4) AS BIGINT) AS active
  FROM {app_usage_daily} AS u
  LEFT JOIN (
    SELECT UNNEST(CAST($old AS UUID[])) AS old_key, UNNEST(CAST($new AS UUID[])) AS new_key,
      UNNEST(CAST($since AS DATE[])) AS since, UNNEST(CAST($until AS DATE[])) AS until_day
  ) AS m ON m.old_key = u.actor AND u.day >= m.since AND u.day < m.until_day
), used AS MATERIALIZED (
  SELECT d.person, COALESCE(r.name, d.app) AS app,
    BOOL_OR(d.seen) AS seen,
    BOOL_OR(d.recent) AS recent,
    BOOL_OR(d.before) AS before,
    CAST(SUM(CASE WHEN d.recent THEN d.accesses ELSE 0 END) AS BIGINT) AS accesses,
    CAST(SUM(CASE WHEN d.recent THEN d.active ELSE 0 END) AS BIGINT) AS active,
    CAST(SUM(CASE WHEN d.before THEN d.accesses ELSE 0 END) AS BIGINT) AS accesses_before,
    CAST(SUM(CASE WHEN d.before THEN d.active ELSE 0 END) AS BIGINT) AS active_before
  FROM (
    SELECT o.person, o.app, o.accesses, o.active,
      o.day >= CAST($seen AS DATE) AND o.day <= CAST($today AS DATE) AS seen,
      o.day >= CAST($recent AS DATE) AND o.day <= CAST($today AS DATE) AS recent,
      COALESCE(o.day <= a.answered AND o.day > a.answered - CAST($span AS INTEGER), false)
        AS before
    FROM (
      SELECT actor AS person, app, day, accesses, active FROM stored
      WHERE new_key IS NULL
        AND actor >= CAST($from_key AS UUID) AND actor <= CAST($to_key AS UUID)
      UNION ALL
      SELECT new_key, app, day, accesses, active FROM stored
      WHERE new_key >= CAST($from_key AS UUID) AND new_key <= CAST($to_key AS UUID)
    ) AS o
    LEFT JOIN answers AS a ON a.person = o.person
  ) AS d
  LEFT JOIN (
    SELECT UNNEST(CAST($stored AS VARCHAR[])) AS stored, UNNEST(CAST($name AS VARCHAR[])) AS name
  ) AS r ON r.stored = d.app
  GROUP BY 1, 2
), whole AS (
  SELECT person, BOOL_OR(seen) AS seen, BOOL_OR(recent) AND BOOL_OR(before) AS both_hold,
    CAST(SUM(accesses) AS BIGINT) AS accesses,
    CAST(SUM(active) AS DOUBLE) AS active, CAST(SUM(active_before) AS DOUBLE) AS active_before
  FROM used
  GROUP BY person
)
SELECT w.person, w.seen, w.accesses,
  CAST(COUNT(*) FILTER (WHERE u.accesses > 0 AND u.accesses_before = 0) AS BIGINT) AS arrived,
  CASE WHEN w.both_hold THEN SUM(ABS(
      CASE WHEN w.active > 0 THEN u.active / w.active ELSE 0 END
      - CASE WHEN w.active_before > 0 THEN u.active_before / w.active_before ELSE 0 END)) / 2
    END AS moved
FROM whole AS w
JOIN used AS u ON u.person = w.person
GROUP BY w.person, w.seen, w.accesses, w.both_hold
