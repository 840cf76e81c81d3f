-- What a person did with an application in a day, from the sign-in events of that day and the last
-- 30 minutes of the day before. These are the definitions; every other text refers to them.
--
-- access      a successful visit to an application. Token refreshes and other activity are none. One
--             sign-in shows in Entra as several records with one correlation id (here: session), so
--             of these the first record of a person, application, session and day counts.
-- active slot a quarter of an hour of the clock (UTC) with at least one access; n applications in it
--             get 1/n each, rounded to four digits, so that sums come out the same in any order.
-- session     a provider's session with an access to the application on that day. Accesses without
--             a session id make one session until 30 minutes pass without one.
-- switch      an access within 30 minutes of the person's access before it, to another application;
--             counted for the application arrived at, also over midnight. Accesses of the same
--             instant stand in the order of their names.
-- failure     a visit or a sign-in that failed.
-- challenge   a request for another factor, however it was answered.
--             A failure or challenge that names no application belongs to the application of the
--             person's next access within 10 minutes of the same day, in the same session or, where
--             none is given (a sign-in has none yet), in any; else to no application (app is null).
--
-- A lead-in is read from its 30 minutes alone, whether or not the whole day before is at hand, so
-- that a day gives the same rows however days are put together.
--
-- No event's key is read: rows that differ in nothing else give the same counts in any order.
--
-- A person's events are those of all their accounts: what is stored under $old is $new's from the
-- days $since to those before $until.
WITH theirs AS (
  SELECT COALESCE(m.new_key, u.actor) AS actor, u.day, u.kind, u.outcome, u.app, u.session, u.source,
    u.occurred_at
  FROM {sso_events} AS u
  LEFT JOIN (
    SELECT UNNEST(CAST($old AS UUID[])) AS old_key, UNNEST(CAST($new AS UUID[])) AS new_key,
      UNNEST(CAST($since AS DATE[])) AS since, UNNEST(CAST($until AS DATE[])) AS until_day
  ) AS m ON m.old_key = u.actor AND u.day >= m.since AND u.day < m.until_day
),
framed AS (
  SELECT day AS frame, FALSE AS lead_in, actor, app, session, source, occurred_at,
    CASE WHEN kind <> 'CHALLENGE' AND outcome = 'FAILURE' THEN 1 ELSE 0 END AS failure,
    CASE WHEN kind = 'CHALLENGE' THEN 1 ELSE 0 END AS challenge
  FROM theirs
  WHERE (kind = 'VISIT' AND outcome = 'SUCCESS' AND app IS NOT NULL)
    OR (kind IN ('VISIT', 'SIGN_IN') AND outcome = 'FAILURE')
    OR kind = 'CHALLENGE'
  UNION ALL
  SELECT CAST(day + INTERVAL '1' DAY AS DATE) AS frame, TRUE AS lead_in, actor, app, session, source,
    occurred_at, 0 AS failure, 0 AS challenge
  FROM theirs
  WHERE kind = 'VISIT' AND outcome = 'SUCCESS' AND app IS NOT NULL
    AND EXTRACT(HOUR FROM occurred_at) = 23 AND EXTRACT(MINUTE FROM occurred_at) >= 30
),
visits AS (
  SELECT frame, lead_in, actor, app, session, source, occurred_at,
    LAG(occurred_at) OVER (
      PARTITION BY frame, lead_in, actor, app, source, session ORDER BY occurred_at
    ) AS earlier_in_session
  FROM framed
  WHERE failure + challenge = 0
),
accesses AS (
  SELECT frame, lead_in, actor, app, session, occurred_at,
    CASE
      WHEN earlier_in_session IS NULL THEN 1
      WHEN session IS NULL AND occurred_at > earlier_in_session + INTERVAL '30' MINUTE THEN 1
      ELSE 0
    END AS session_begins,
    LAG(app) OVER person AS app_before,
    LAG(occurred_at) OVER person AS access_before
  FROM visits
  WHERE source <> 'ENTRA' OR session IS NULL OR earlier_in_session IS NULL
  WINDOW person AS (PARTITION BY frame, actor ORDER BY occurred_at, app)
),
slots AS (
  SELECT frame, actor, app, COUNT(*) AS accesses,
    CAST(ROUND(1E4 / COUNT(*) OVER (PARTITION BY frame, actor, slot)) AS BIGINT) AS active,
    SUM(session_begins) AS sessions, SUM(switch) AS switches,
    MIN(occurred_at) AS first_at, MAX(occurred_at) AS last_at
  FROM (
    SELECT frame, actor, app, session_begins, occurred_at,
      EXTRACT(HOUR FROM occurred_at) * 4 + FLOOR(EXTRACT(MINUTE FROM occurred_at) / 15) AS slot,
      CASE
        WHEN app_before <> app AND occurred_at <= access_before + INTERVAL '30' MINUTE THEN 1
        ELSE 0
      END AS switch
    FROM accesses
    WHERE NOT lead_in
  ) AS placed
  GROUP BY frame, actor, app, slot
),
-- Friction without an application looks into the ten minutes of the clock it happened in and into
-- the next ten, so that somebody with very many events costs no comparison of all with all.
nameless AS (
  SELECT frame, actor, session, occurred_at,
    EXTRACT(HOUR FROM occurred_at) * 6 + FLOOR(EXTRACT(MINUTE FROM occurred_at) / 10) + later
      AS ten_minutes,
    SUM(failure) AS failures, SUM(challenge) AS challenges
  FROM framed
  CROSS JOIN (SELECT 0 AS later UNION ALL SELECT 1 AS later) AS looks
  WHERE failure + challenge > 0 AND app IS NULL
  GROUP BY frame, actor, session, occurred_at, later
),
led_to AS (
  SELECT f.frame, f.actor, a.app, f.failures, f.challenges,
    ROW_NUMBER() OVER (
      PARTITION BY f.frame, f.actor, f.session, f.occurred_at
      ORDER BY a.occurred_at NULLS LAST, a.app
    ) AS nearest
  FROM nameless AS f
  LEFT JOIN accesses AS a
    ON a.frame = f.frame AND a.actor = f.actor AND NOT a.lead_in
    AND EXTRACT(HOUR FROM a.occurred_at) * 6 + FLOOR(EXTRACT(MINUTE FROM a.occurred_at) / 10)
      = f.ten_minutes
    AND a.occurred_at >= f.occurred_at
    AND a.occurred_at <= f.occurred_at + INTERVAL '10' MINUTE
    AND (f.session IS NULL OR a.session = f.session)
),
measured AS (
  SELECT frame, actor, app, accesses, active, sessions, switches, 0 AS failures, 0 AS challenges,
    first_at, last_at
  FROM slots
  UNION ALL
  SELECT frame, actor, app, 0, 0, 0, 0, failures, challenges, NULL, NULL
  FROM led_to
  WHERE nearest = 1
  UNION ALL
  SELECT frame, actor, app, 0, 0, 0, 0, failure, challenge, NULL, NULL
  FROM framed
  WHERE failure + challenge > 0 AND app IS NOT NULL
)
SELECT frame AS day, actor, app,
  SUM(accesses) AS accesses,
  SUM(active) / 1E4 AS active_slots,
  SUM(sessions) AS sessions,
  SUM(switches) AS switches,
  SUM(failures) AS failures,
  SUM(challenges) AS challenges,
  MIN(first_at) AS first_at,
  MAX(last_at) AS last_at
FROM measured
GROUP BY frame, actor, app
