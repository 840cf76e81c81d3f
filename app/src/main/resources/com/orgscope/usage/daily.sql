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
WITH framed AS (
  SELECT day AS frame, FALSE AS lead_in, actor, app, session, source, kind, outcome, occurred_at,
    event_key
  FROM {sso_events}
  UNION ALL
  SELECT CAST(day + INTERVAL '1' DAY AS DATE) AS frame, TRUE AS lead_in, actor, app, session, source,
    kind, outcome, occurred_at, event_key
  FROM {sso_events}
  WHERE EXTRACT(HOUR FROM occurred_at) = 23 AND EXTRACT(MINUTE FROM occurred_at) >= 30
),
visits AS (
  SELECT frame, lead_in, actor, app, session, source, occurred_at, event_key,
    LAG(occurred_at) OVER (
      PARTITION BY frame, lead_in, actor, app, source, session ORDER BY occurred_at, event_key
    ) AS earlier_in_session
  FROM framed
  WHERE kind = 'VISIT' AND outcome = 'SUCCESS' AND app IS NOT NULL
),
accesses AS (
  SELECT frame, lead_in, actor, app, session, occurred_at, event_key,
    CASE
      WHEN earlier_in_session IS NULL THEN 1
      WHEN session IS NULL AND occurred_at > earlier_in_session + INTERVAL '30' MINUTE THEN 1
      ELSE 0
    END AS session_begins,
    LAG(app) OVER person AS app_before,
    LAG(occurred_at) OVER person AS access_before
  FROM visits
  WHERE source <> 'ENTRA' OR session IS NULL OR earlier_in_session IS NULL
  WINDOW person AS (PARTITION BY frame, actor ORDER BY occurred_at, app, event_key)
),
slots AS (
  SELECT frame, actor, app, slot, COUNT(*) OVER (PARTITION BY frame, actor, slot) AS apps_in_slot
  FROM (
    SELECT DISTINCT frame, actor, app,
      EXTRACT(HOUR FROM occurred_at) * 4 + FLOOR(EXTRACT(MINUTE FROM occurred_at) / 15) AS slot
    FROM accesses
    WHERE NOT lead_in
  ) AS visited
),
friction AS (
  SELECT frame, actor, app, session, occurred_at, event_key,
    CASE WHEN kind = 'CHALLENGE' THEN 1 ELSE 0 END AS challenge
  FROM framed
  WHERE NOT lead_in
    AND (kind = 'CHALLENGE' OR (outcome = 'FAILURE' AND kind IN ('VISIT', 'SIGN_IN')))
),
led_to AS (
  SELECT f.event_key, a.app,
    ROW_NUMBER() OVER (
      PARTITION BY f.event_key ORDER BY a.occurred_at, a.app, a.event_key
    ) AS nearest
  FROM friction AS f
  JOIN accesses AS a
    ON a.frame = f.frame AND a.actor = f.actor
    AND a.occurred_at >= f.occurred_at
    AND a.occurred_at <= f.occurred_at + INTERVAL '10' MINUTE
    AND (f.session IS NULL OR a.session = f.session)
  WHERE f.app IS NULL AND NOT a.lead_in
),
measured AS (
  SELECT frame, actor, app, 1 AS accesses, 0 AS active, session_begins AS sessions,
    CASE
      WHEN app_before <> app AND occurred_at <= access_before + INTERVAL '30' MINUTE THEN 1
      ELSE 0
    END AS switches,
    0 AS failures, 0 AS challenges, occurred_at AS accessed_at
  FROM accesses
  WHERE NOT lead_in
  UNION ALL
  SELECT frame, actor, app, 0, CAST(ROUND(1E4 / apps_in_slot) AS BIGINT), 0, 0, 0, 0, NULL
  FROM slots
  UNION ALL
  SELECT f.frame, f.actor, COALESCE(f.app, l.app), 0, 0, 0, 0, 1 - f.challenge, f.challenge, NULL
  FROM friction AS f
  LEFT JOIN led_to AS l ON l.event_key = f.event_key AND l.nearest = 1
)
SELECT frame AS day, actor, app,
  SUM(accesses) AS accesses,
  SUM(active) / 1E4 AS active_slots,
  SUM(sessions) AS sessions,
  SUM(switches) AS switches,
  SUM(failures) AS failures,
  SUM(challenges) AS challenges,
  MIN(accessed_at) AS first_at,
  MAX(accessed_at) AS last_at
FROM measured
GROUP BY frame, actor, app
