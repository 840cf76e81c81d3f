-- Who was seen in the window and is none of $known: by which providers, in how many events, on how many
-- days, and when last. What is stored under $old is $new's from the days $since to those before $until.
SELECT account,
  STRING_AGG(DISTINCT source, ',' ORDER BY source) AS sources,
  COUNT(*) AS events,
  COUNT(DISTINCT day) AS days,
  MAX(occurred_at) AS last_at
FROM (
  SELECT COALESCE(m.new_key, u.actor) AS account, u.source, u.day, u.occurred_at
  FROM {sso_events} AS u
  LEFT JOIN (
    SELECT UNNEST(CAST($old AS UUID[])) AS old_key, UNNEST(CAST($new AS UUID[])) AS new_key,
      UNNEST(CAST($since AS DATE[])) AS since, UNNEST(CAST($until AS DATE[])) AS until_day
  ) AS m ON m.old_key = u.actor AND u.day >= m.since AND u.day < m.until_day
) AS theirs
WHERE account NOT IN (SELECT UNNEST(CAST($known AS UUID[])))
GROUP BY account
ORDER BY events DESC, account
