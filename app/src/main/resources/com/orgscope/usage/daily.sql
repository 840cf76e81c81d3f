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
-- episode     what lies between the first failure, request or password on the way in and the success
--             that ended it, of the same person: in the same session where one is given (in Entra
--             that is the transaction), else to the application that failed, else any. Between two
--             steps, and before the success, lie at most 10 minutes. A factor that was passed ends
--             an episode if nothing else does. Counted on the day it ended, for the application
--             arrived at or, if a sign-in ended it, as a failure would be.
-- seconds     of the clock from the first step to the end, 600 at most. Providers' clocks agree no
--             better: in one second steps come before the success. The cause of an episode and of
--             its seconds is its first step: a failure, or a challenge (a password too).
-- abandoned   an episode that nothing ended in 10 minutes; counted when they were over.
-- unmeasured  an episode of which the log holds only the answer to a challenge, and so not when it
--             began. Okta and Google write a challenge down when it was answered, Entra when it was
--             put; what else says that one was put is a step. Of Entra a step is a factor that was
--             passed, told beside the visit, which is written when it began: then the visit is the
--             request and the step is the success.
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
  WHERE u.kind <> 'ACTIVITY'
),
acts AS (
  SELECT day AS frame, FALSE AS lead_in, actor, app, session, source, kind, outcome, occurred_at
  FROM theirs
  UNION ALL
  SELECT CAST(day + INTERVAL '1' DAY AS DATE), TRUE, actor, app, session, source, kind, outcome,
    occurred_at
  FROM theirs
  WHERE EXTRACT(HOUR FROM occurred_at) = 23 AND EXTRACT(MINUTE FROM occurred_at) >= 30
),
framed AS (
  SELECT frame, lead_in, actor, app, session, source, occurred_at,
    CASE WHEN kind <> 'CHALLENGE' AND outcome = 'FAILURE' THEN 1 ELSE 0 END AS failure,
    CASE WHEN kind = 'CHALLENGE' THEN 1 ELSE 0 END AS challenge
  FROM acts
  WHERE (kind = 'VISIT' AND outcome = 'SUCCESS' AND app IS NOT NULL)
    OR (NOT lead_in AND kind IN ('VISIT', 'SIGN_IN') AND outcome = 'FAILURE')
    OR (NOT lead_in AND kind = 'CHALLENGE')
),
-- Of Entra: visits that asked for a factor which was passed later, and are no success by themselves.
asking AS (
  SELECT DISTINCT a.frame, a.lead_in, a.actor, a.app, a.session,
    DATE_TRUNC('second', a.occurred_at) AS second
  FROM acts AS a
  JOIN (
    SELECT DISTINCT frame, actor, session, DATE_TRUNC('second', occurred_at) AS second
    FROM acts
    WHERE kind = 'STEP' AND source = 'ENTRA'
  ) AS passed
    ON passed.frame = a.frame AND passed.actor = a.actor AND passed.session = a.session
    AND a.occurred_at < passed.second
    AND a.occurred_at >= passed.second - INTERVAL '10' MINUTE
  WHERE a.kind = 'VISIT' AND a.outcome = 'SUCCESS' AND a.source = 'ENTRA'
),
-- Each once: of two alike, it would be open which of them begins an episode.
steps AS (
  SELECT DISTINCT frame, lead_in, actor, app, session,
    DATE_TRUNC('second', occurred_at) AS second,
    CASE
      WHEN kind <> 'CHALLENGE' AND outcome = 'FAILURE' THEN '1 failed'
      WHEN kind = 'STEP' OR outcome = 'FAILURE' OR source = 'ENTRA' THEN '2 asked'
      ELSE '3 answered'
    END AS what,
    CASE
      WHEN session IS NOT NULL AND (app IS NULL OR source = 'ENTRA') THEN 'session ' || session
      WHEN app IS NOT NULL THEN 'app ' || app
      ELSE 'any'
    END AS thread
  FROM acts
  WHERE (kind IN ('CHALLENGE', 'STEP') OR outcome = 'FAILURE')
    AND NOT (kind = 'STEP' AND source = 'ENTRA')
  UNION
  SELECT frame, lead_in, actor, app, session, second, '2 asked', 'session ' || session
  FROM asking
),
-- Only those that may end something: of most visits nobody asks what came before.
successes AS (
  SELECT DISTINCT a.frame, a.lead_in, a.actor, a.app, a.session,
    DATE_TRUNC('second', a.occurred_at) AS second, s.thread
  FROM acts AS a
  JOIN (
    SELECT DISTINCT frame, actor, thread, second, second + INTERVAL '601' SECOND AS too_late
    FROM steps
  ) AS s
    ON s.frame = a.frame AND s.actor = a.actor
    AND a.occurred_at >= s.second AND a.occurred_at < s.too_late
    AND (s.thread = 'any' OR s.thread = 'session ' || a.session OR s.thread = 'app ' || a.app)
  WHERE a.outcome = 'SUCCESS'
    AND (a.kind = 'SIGN_IN' OR (a.kind = 'VISIT' AND a.app IS NOT NULL)
      OR (a.kind = 'STEP' AND a.source = 'ENTRA'))
    AND NOT EXISTS (
      SELECT 1
      FROM asking AS q
      WHERE a.kind = 'VISIT' AND q.frame = a.frame AND q.actor = a.actor AND q.session = a.session
        AND q.second = DATE_TRUNC('second', a.occurred_at)
    )
),
threads AS (
  SELECT frame, lead_in, actor, app, session, second, what, thread,
    CASE
      WHEN LAG(what) OVER thread_so_far <> '4 success'
        AND second <= LAG(second) OVER thread_so_far + INTERVAL '10' MINUTE THEN 0
      ELSE 1
    END AS episode_begins
  FROM (
    SELECT frame, lead_in, actor, app, session, second, what, thread FROM steps
    UNION ALL
    SELECT frame, lead_in, actor, app, session, second, '4 success', thread FROM successes
  ) AS in_threads
  WINDOW thread_so_far AS (
    PARTITION BY frame, actor, thread ORDER BY second, what, app NULLS LAST, session NULLS LAST
  )
),
-- An episode as one thread shows it: what ended it, if anything did, else its last step.
told AS (
  SELECT frame, actor, thread,
    MIN(CASE WHEN what = '1 failed' THEN second END) AS failed_at,
    MIN(CASE WHEN what = '2 asked' THEN second END) AS asked_at,
    MAX(second) AS until_at,
    MAX(CASE WHEN what IN ('1 failed', '2 asked') THEN second END) AS open_at,
    MAX(CASE WHEN what = '4 success' THEN 1 ELSE 0 END) AS succeeded,
    MAX(CASE WHEN what = '4 success' AND NOT lead_in THEN 1 ELSE 0 END) AS succeeded_today,
    CASE
      WHEN MAX(what) = '4 success' THEN MAX(CASE WHEN what = '4 success' THEN app END)
      ELSE MAX(app)
    END AS app,
    CASE
      WHEN MAX(what) = '4 success' THEN MAX(CASE WHEN what = '4 success' THEN session END)
      ELSE MAX(session)
    END AS session
  FROM (
    SELECT *,
      SUM(episode_begins) OVER (
        PARTITION BY frame, actor, thread ORDER BY second, what, app NULLS LAST, session NULLS LAST
        ROWS UNBOUNDED PRECEDING
      ) AS number
    FROM threads
  ) AS numbered
  GROUP BY frame, actor, thread, number
  HAVING MIN(what) <> '4 success'
),
-- What threads tell of the same success is one episode.
episodes AS (
  SELECT frame, actor, app, session, until_at, MIN(failed_at) AS failed_at,
    MIN(asked_at) AS asked_at,
    MIN(CASE WHEN succeeded = 1 OR open_at IS NULL OR open_at < until_at THEN 1 ELSE 0 END) AS ended
  FROM told
  WHERE succeeded_today = 1
    OR (succeeded = 0 AND CAST(until_at + INTERVAL '10' MINUTE AS DATE) = frame)
  GROUP BY frame, actor, app, session, until_at, succeeded,
    CASE WHEN succeeded = 1 THEN '' ELSE thread END
),
timed AS (
  SELECT frame, actor, app, session, until_at, ended,
    CASE
      WHEN failed_at IS NULL AND asked_at IS NULL THEN 'none'
      WHEN asked_at IS NULL OR failed_at <= asked_at THEN 'failure'
      ELSE 'challenge'
    END AS cause,
    LEAST(600, DATE_DIFF('second',
      LEAST(COALESCE(failed_at, until_at), COALESCE(asked_at, until_at)), until_at)) AS seconds
  FROM episodes
),
friction AS (
  SELECT frame, actor, app, session, occurred_at, failure, challenge, 0 AS failure_episodes,
    0 AS failure_seconds, 0 AS failure_abandoned, 0 AS challenge_episodes, 0 AS challenge_seconds,
    0 AS challenge_abandoned, 0 AS challenge_unmeasured
  FROM framed
  WHERE failure + challenge > 0
  UNION ALL
  SELECT frame, actor, app, session, until_at, 0, 0,
    CASE WHEN cause = 'failure' AND ended = 1 THEN 1 ELSE 0 END,
    CASE WHEN cause = 'failure' AND ended = 1 THEN seconds ELSE 0 END,
    CASE WHEN cause = 'failure' AND ended = 0 THEN 1 ELSE 0 END,
    CASE WHEN cause = 'challenge' AND ended = 1 THEN 1 ELSE 0 END,
    CASE WHEN cause = 'challenge' AND ended = 1 THEN seconds ELSE 0 END,
    CASE WHEN cause = 'challenge' AND ended = 0 THEN 1 ELSE 0 END,
    CASE WHEN cause = 'none' THEN 1 ELSE 0 END
  FROM timed
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
    SUM(failure) AS failures, SUM(challenge) AS challenges,
    SUM(failure_episodes) AS failure_episodes,
    SUM(failure_seconds) AS failure_seconds,
    SUM(failure_abandoned) AS failure_abandoned,
    SUM(challenge_episodes) AS challenge_episodes,
    SUM(challenge_seconds) AS challenge_seconds,
    SUM(challenge_abandoned) AS challenge_abandoned,
    SUM(challenge_unmeasured) AS challenge_unmeasured
  FROM friction
  CROSS JOIN (SELECT 0 AS later UNION ALL SELECT 1 AS later) AS looks
  WHERE app IS NULL
  GROUP BY frame, actor, session, occurred_at, later
),
led_to AS (
  SELECT f.frame, f.actor, a.app, f.failures, f.challenges, f.failure_episodes, f.failure_seconds,
    f.failure_abandoned, f.challenge_episodes, f.challenge_seconds, f.challenge_abandoned,
    f.challenge_unmeasured,
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
    0 AS failure_episodes, 0 AS failure_seconds, 0 AS failure_abandoned, 0 AS challenge_episodes,
    0 AS challenge_seconds, 0 AS challenge_abandoned, 0 AS challenge_unmeasured, first_at, last_at
  FROM slots
  UNION ALL
  SELECT frame, actor, app, 0, 0, 0, 0, failures, challenges, failure_episodes, failure_seconds,
    failure_abandoned, challenge_episodes, challenge_seconds, challenge_abandoned,
    challenge_unmeasured, NULL, NULL
  FROM led_to
  WHERE nearest = 1
  UNION ALL
  SELECT frame, actor, app, 0, 0, 0, 0, failure, challenge, failure_episodes, failure_seconds,
    failure_abandoned, challenge_episodes, challenge_seconds, challenge_abandoned,
    challenge_unmeasured, NULL, NULL
  FROM friction
  WHERE app IS NOT NULL
)
SELECT frame AS day, actor, app,
  SUM(accesses) AS accesses,
  SUM(active) / 1E4 AS active_slots,
  SUM(sessions) AS sessions,
  SUM(switches) AS switches,
  SUM(failures) AS failures,
  SUM(challenges) AS challenges,
  MIN(first_at) AS first_at,
  MAX(last_at) AS last_at,
  SUM(failure_episodes) AS failure_episodes,
  SUM(failure_seconds) AS failure_seconds,
  SUM(failure_abandoned) AS failure_abandoned,
  SUM(challenge_episodes) AS challenge_episodes,
  SUM(challenge_seconds) AS challenge_seconds,
  SUM(challenge_abandoned) AS challenge_abandoned,
  SUM(challenge_unmeasured) AS challenge_unmeasured
FROM measured
GROUP BY frame, actor, app
